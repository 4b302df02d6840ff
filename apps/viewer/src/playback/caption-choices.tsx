import { Choices } from '@cliffhanger/ui/choices';
import { t } from '@lingui/core/macro';
import { captionGround, captionSize, chooseCaptionGround, chooseCaptionSize } from './captions.ts';

/** How subtitles look, on this device. */
export function CaptionChoices() {
  return (
    <>
      <Choices
        legend={t`Size of the subtitles`}
        name="caption-size"
        choices={[
          { value: 'normal', label: t({ message: 'Normal', comment: 'Size of the subtitles' }) },
          { value: 'large', label: t({ message: 'Large', comment: 'Size of the subtitles' }) },
          { value: 'largest', label: t({ message: 'Very large', comment: 'Size of the subtitles' }) },
        ]}
        chosen={captionSize.value}
        onChoose={chooseCaptionSize}
      />
      <Choices
        legend={t`Background of the subtitles`}
        name="caption-ground"
        choices={[
          { value: 'box', label: t({ message: 'Dark box', comment: 'Background of the subtitles' }) },
          { value: 'outline', label: t({ message: 'Outline only', comment: 'Background of the subtitles' }) },
        ]}
        chosen={captionGround.value}
        onChoose={chooseCaptionGround}
      />
    </>
  );
}
