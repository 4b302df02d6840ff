import { Choices } from '@cliffhanger/ui/choices';
import { Sheet } from '@cliffhanger/ui/sheet';
import { t } from '@lingui/core/macro';
import {
  chooseDub,
  chooseSubtitles,
  chosenDub,
  chosenSubtitles,
  pickAudio,
  pickSubtitles,
} from '../playback/choice.ts';
import { locales } from '../words/locales.ts';
import { chooseLocale, languageName, locale, viewerLanguages } from '../words/words.ts';
import type { Stage } from './stage.ts';

/** Dub, subtitles and the app's own language; each choice holds at once and is remembered. */
export function LanguageSheet({ stage }: { stage: Stage }) {
  const close = () => {
    if (stage.sheet.peek() === 'language') stage.sheet.value = undefined;
  };
  return (
    <Sheet open={stage.sheet.value === 'language'} title={t`Language`} closeLabel={t`Close`} onClose={close}>
      <TrackChoices stage={stage} />
      <Choices
        legend={t`The app`}
        name="locale"
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

function TrackChoices({ stage }: { stage: Stage }) {
  const play = stage.player.value?.play.value;
  if (!play) return null;
  const dub = pickAudio(play.audio, chosenDub.value)?.language ?? '';
  const subtitles = pickSubtitles(play.subtitles, chosenSubtitles.value, viewerLanguages())?.language ?? 'off';
  return (
    <>
      <Choices
        legend={t`Voices`}
        name="dub"
        choices={play.audio.map(({ language, name, original }) => ({
          value: language,
          // Whoever delivered a folder without a description named no language for its sound.
          label: language === 'und' ? t`Original` : name || languageName(language),
          lang: language,
          note: original && language !== 'und' ? t`Original` : undefined,
        }))}
        chosen={dub}
        onChoose={chooseDub}
      />
      <Choices
        legend={t`Subtitles`}
        name="subtitles"
        choices={[
          { value: 'off', label: t`Off` },
          ...play.subtitles.map(({ language, name }) => ({
            value: language,
            label: name || languageName(language),
            lang: language,
          })),
        ]}
        chosen={subtitles}
        onChoose={chooseSubtitles}
      />
    </>
  );
}
