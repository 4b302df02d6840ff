import { signal } from '@preact/signals';
import styles from './said.module.css';

const SAID_MS = 2500;
const sentence = signal('');
let quiet = 0;

/** Tells the viewer what was done, for a moment. */
export function say(words: string): void {
  sentence.value = words;
  clearTimeout(quiet);
  quiet = window.setTimeout(() => {
    sentence.value = '';
  }, SAID_MS);
}

/** Where it is told; screen readers hear it. One a page. */
export function Said() {
  return (
    <p class={styles.said} role="status" data-shown={sentence.value !== ''}>
      {sentence.value}
    </p>
  );
}
