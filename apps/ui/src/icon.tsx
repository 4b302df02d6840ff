import styles from './icon.module.css';
import sprite from './icons.svg?url';

export type IconName =
  | 'back'
  | 'check'
  | 'close'
  | 'down'
  | 'episodes'
  | 'language'
  | 'play'
  | 'share'
  | 'sound-off'
  | 'sound-on'
  | 'up';

/** Decoration only: the word beside it, or the label of its button, says what it means. */
export function Icon({ name, mirror = false }: { name: IconName; mirror?: boolean }) {
  return (
    <svg class={styles.icon} aria-hidden="true" data-mirror={mirror ? '' : undefined}>
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
