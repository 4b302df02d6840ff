import { t } from '@lingui/core/macro';
import { useSignal, useSignalEffect } from '@preact/signals';
import { keep, kept } from '../kept.ts';
import { chosenDub, pickAudio } from '../playback/choice.ts';
import { languageName } from '../words/words.ts';
import styles from './language-note.module.css';
import type { Stage } from './stage.ts';

const TOLD_MS = 10_000;

/** Which voices were chosen for the viewer without asking him: told once, and one tap leads to the others. */
export function LanguageNote({ stage }: { stage: Stage }) {
  const language = useSignal<string | undefined>(undefined);
  useSignalEffect(() => {
    const player = stage.player.value;
    const play = player?.play.value;
    if (!play || !player.shown.value || chosenDub.value !== undefined || kept('language-told') !== undefined) return;
    if (play.audio.length < 2) return;
    language.value = pickAudio(play.audio, undefined)?.language;
    keep('language-told', 'yes');
    // No clean-up: whoever swipes on in the meantime still reads it.
    window.setTimeout(() => {
      language.value = undefined;
    }, TOLD_MS);
  });
  if (language.value === undefined || chosenDub.value !== undefined) return null;
  const name = languageName(language.value);
  return (
    <div class={styles.note} role="status">
      <span>{t`Playing in ${name}`}</span>
      <button
        type="button"
        class={styles.change}
        onClick={() => {
          language.value = undefined;
          stage.sheet.value = 'language';
        }}
      >
        {t`Change`}
      </button>
    </div>
  );
}
