import { signal } from '@preact/signals';
import styles from './announcer.module.css';

const sentence = signal('');

/** Said by screen readers, seen by nobody. */
export function announce(words: string): void {
  sentence.value = words;
}

export function Announcer() {
  return (
    <p class={styles.announcer} role="status" data-announcer="">
      {sentence.value}
    </p>
  );
}
