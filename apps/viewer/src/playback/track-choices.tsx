import { Choices } from '@cliffhanger/ui/choices';
import { t } from '@lingui/core/macro';
import { languageName, viewerLanguages } from '../words/words.ts';
import { chooseDub, chooseSubtitles, chosenDub, chosenSubtitles, pickAudio, pickSubtitles } from './choice.ts';
import type { Player } from './player.ts';
import { voiceName } from './voice-name.ts';

/** The voices and the subtitles of what is on stage. */
export function TrackChoices({ player }: { player: Player | undefined }) {
  const play = player?.play.value;
  if (!play) return null;
  const dub = pickAudio(play.audio, chosenDub.value)?.language ?? '';
  const subtitles = pickSubtitles(play.subtitles, chosenSubtitles.value, viewerLanguages())?.language ?? 'off';
  return (
    <>
      <Choices
        legend={t`Voices`}
        name="dub"
        choices={play.audio.map((track) => ({
          value: track.language,
          label: voiceName(track),
          lang: track.language,
          note: track.original && track.language !== 'und' ? t`Original` : undefined,
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
