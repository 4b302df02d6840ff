import { ChoiceButtons } from '@cliffhanger/ui/choice-buttons';
import { Sheet } from '@cliffhanger/ui/sheet';
import { t } from '@lingui/core/macro';
import { CaptionChoices } from '../playback/caption-choices.tsx';
import { TrackChoices } from '../playback/track-choices.tsx';
import { chooseLocale, locale, offeredLocales } from '../words/words.ts';
import type { Stage } from './stage.ts';

/** Dub, subtitles and the app's own language; each choice holds at once and is remembered. */
export function LanguageSheet({ stage }: { stage: Stage }) {
  const close = () => {
    if (stage.sheet.peek() === 'language') stage.sheet.value = undefined;
  };
  const locales = offeredLocales();
  return (
    <Sheet open={stage.sheet.value === 'language'} title={t`Language`} closeLabel={t`Close`} onClose={close}>
      <TrackChoices player={stage.player.value} />
      <CaptionChoices />
      <ChoiceButtons
        legend={t`The app`}
        choices={locales.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
        chosen={locale.value}
        onChoose={(value) => {
          const known = locales.find(({ code }) => code === value);
          if (known) chooseLocale(known.code);
        }}
      />
    </Sheet>
  );
}
