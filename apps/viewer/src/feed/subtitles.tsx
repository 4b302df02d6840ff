import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { chosenSubtitles, pickSubtitles } from '../playback/choice.ts';
import { cueAt } from '../playback/cues.ts';
import { loadCues } from '../playback/subtitles.ts';
import type { Cue } from '../playback/vtt.ts';
import { useStyle } from '../use-style.ts';
import { viewerLanguages } from '../words/words.ts';
import type { Stage } from './stage.ts';
import styles from './subtitles.module.css';

/** Subtitles in our own DOM, so that they stand where faces are not and never move for the controls. */
export function Subtitles({ stage }: { stage: Stage }) {
  const cues = useSignal<{ episodeId: string; cues: Cue[]; language: string } | undefined>(undefined);
  useSignalEffect(() => {
    const card = stage.card;
    const player = stage.player.value;
    // The first frame comes before the first word.
    const play = player?.shown.value ? player.play.value : undefined;
    const track = play && pickSubtitles(play.subtitles, chosenSubtitles.value, viewerLanguages());
    if (!card || !track) {
      cues.value = undefined;
      return;
    }
    const life = new AbortController();
    loadCues(card.episode.id, track, life.signal).then((loaded) => {
      if (!life.signal.aborted) cues.value = { episodeId: card.episode.id, cues: loaded, language: track.language };
    });
    return () => life.abort();
  });
  // Ten times a second a time comes in; only another cue comes out.
  const cue = useComputed(() => {
    const loaded = cues.value;
    if (!loaded || loaded.episodeId !== stage.card?.episode.id) return undefined;
    return cueAt(loaded.cues, stage.player.value?.seconds.value ?? 0);
  });
  const place = useStyle<HTMLDivElement>({ '--line': String(cue.value?.line ?? '') });
  return (
    <div ref={place} class={styles.box} data-placed={cue.value?.line !== undefined}>
      {cue.value && (
        <p class={styles.cue} lang={cues.value?.language} dir="auto">
          {cue.value.text}
        </p>
      )}
    </div>
  );
}
