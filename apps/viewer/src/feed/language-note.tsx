import type { AudioTrack, Play, SubtitleTrack } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { keep, kept } from '../kept.ts';
import {
  chooseDub,
  chooseSubtitles,
  chosenDub,
  chosenSubtitles,
  otherAudio,
  pickAudio,
  pickSubtitles,
} from '../playback/choice.ts';
import { voiceName } from '../playback/voice-name.ts';
import { say } from '../words/said.tsx';
import { languageName, viewerLanguages } from '../words/words.ts';
import styles from './language-note.module.css';
import type { Stage } from './stage.ts';

const TOLD_MS = 10_000;

/** A voice that was picked, and the one that is wanted in its place if any is. */
type Voices = { picked: AudioTrack; other: AudioTrack };
type Told = { voices: Voices | undefined; subtitles: SubtitleTrack | undefined };

/** Which voices and subtitles were picked for the viewer without asking him: told once, and one tap corrects it. */
export function LanguageNote({ stage }: { stage: Stage }) {
  const told = useSignal<Told | undefined>(undefined);
  const quiet = useRef(0);
  useSignalEffect(() => {
    const player = stage.player.value;
    const play = player?.shown.value ? player.play.value : undefined;
    const news = play && untold(play);
    if (!news) return;
    told.value = news;
    clearTimeout(quiet.current);
    // No clean-up: whoever swipes on in the meantime still reads it.
    quiet.current = window.setTimeout(() => {
      told.value = undefined;
    }, TOLD_MS);
  });
  const voices = chosenDub.value === undefined ? told.value?.voices : undefined;
  const subtitles = chosenSubtitles.value === undefined ? told.value?.subtitles : undefined;
  if (!voices && !subtitles) return null;
  const more = () => {
    told.value = undefined;
    stage.sheet.value = 'language';
  };
  return (
    <div class={styles.note} role="status">
      {voices && <Voice {...voices} />}
      {subtitles && <Words language={subtitles.language} />}
      <button type="button" class={styles.change} onClick={more}>
        {t({ message: 'More', context: 'languages', comment: 'Button: leads to all voices and subtitles' })}
      </button>
    </div>
  );
}

function Voice({ picked, other }: Voices) {
  const change = () => {
    chooseDub(other.language);
    say(playingIn(other));
  };
  return (
    <div class={styles.line}>
      <span>{playingIn(picked)}</span>
      <button type="button" class={styles.change} lang={other.language} onClick={change}>
        {voiceName(other)}
      </button>
    </div>
  );
}

function playingIn(track: AudioTrack): string {
  const name = track.language === 'und' ? voiceName(track) : languageName(track.language);
  return t`Playing in ${name}`;
}

function Words({ language }: { language: string }) {
  const name = languageName(language);
  return (
    <div class={styles.line}>
      <span>{t`Subtitles: ${name}`}</span>
      <button type="button" class={styles.change} onClick={() => chooseSubtitles('off')}>
        {t({ message: 'Turn off', comment: 'Button: turns the subtitles off' })}
      </button>
    </div>
  );
}

/** What was picked of this episode without his having been told, which he is now. */
function untold({ audio, subtitles }: Play): Told | undefined {
  const reads = viewerLanguages();
  const heard = chosenDub.value === undefined ? pickAudio(audio, undefined) : undefined;
  const other = heard && otherAudio(audio, heard, reads);
  const voices = heard && other && first('language-told') ? { picked: heard, other } : undefined;
  const read = chosenSubtitles.value === undefined ? pickSubtitles(subtitles, undefined, reads) : undefined;
  const shown = read && first('subtitles-told') ? read : undefined;
  return voices || shown ? { voices, subtitles: shown } : undefined;
}

function first(name: string): boolean {
  const told = kept(name) !== undefined;
  keep(name, 'yes');
  return !told;
}
