import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { offline } from '../network.ts';
import { useStyle } from '../use-style.ts';
import { viewerLanguages } from '../words/words.ts';
import { captionGround, captionSize } from './captions.ts';
import { chosenSubtitles, pickSubtitles } from './choice.ts';
import { cueAt } from './cues.ts';
import type { Player } from './player.ts';
import { loadCues } from './subtitles.ts';
import styles from './subtitles-box.module.css';
import type { Cue } from './vtt.ts';

type Props = {
  player: ReadonlySignal<Player | undefined>;
  /** What is on stage: an episode, or a series whose trailer it is. */
  shown: () => string | undefined;
};

/** Subtitles in our own DOM, so that they stand where faces are not and never move for the controls. */
export function SubtitlesBox({ player: onStage, shown }: Props) {
  const cues = useSignal<{ id: string; cues: Cue[]; language: string } | undefined>(undefined);
  useSignalEffect(() => {
    const id = shown();
    const player = onStage.value;
    // The first frame comes before the first word.
    const play = player?.shown.value ? player.play.value : undefined;
    const track = play && pickSubtitles(play.subtitles, chosenSubtitles.value, viewerLanguages());
    if (id === undefined || !track) {
      cues.value = undefined;
      return;
    }
    const life = new AbortController();
    // In vain without a network: with its return all of this runs once more.
    loadCues(id, track, life.signal, offline.value ? 0 : undefined).then((loaded) => {
      if (!life.signal.aborted) cues.value = { id, cues: loaded, language: track.language };
    });
    return () => life.abort();
  });
  // Ten times a second a time comes in; only another cue comes out.
  const cue = useComputed(() => {
    const loaded = cues.value;
    if (!loaded || loaded.id !== shown()) return undefined;
    return cueAt(loaded.cues, onStage.value?.seconds.value ?? 0);
  });
  const place = useStyle<HTMLDivElement>({ '--line': String(cue.value?.line ?? '') });
  return (
    <div
      ref={place}
      class={styles.box}
      data-placed={cue.value?.line !== undefined}
      data-size={captionSize.value}
      data-ground={captionGround.value}
    >
      {cue.value && (
        <p class={styles.cue} lang={cues.value?.language} dir="auto">
          {cue.value.text}
        </p>
      )}
    </div>
  );
}
