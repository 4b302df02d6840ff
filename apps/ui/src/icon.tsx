import styles from './icon.module.css';
import sprite from './icons.svg?url';

export type IconName =
  | 'back'
  | 'check'
  | 'close'
  | 'down'
  | 'download'
  | 'episodes'
  | 'film'
  | 'for-you'
  | 'for-you-on'
  | 'forward'
  | 'heart'
  | 'heart-on'
  | 'history'
  | 'home'
  | 'home-on'
  | 'key'
  | 'keyboard'
  | 'language'
  | 'link'
  | 'list'
  | 'list-on'
  | 'mail'
  | 'play'
  | 'play-on'
  | 'privacy'
  | 'profile'
  | 'profile-on'
  | 'remove'
  | 'rename'
  | 'search'
  | 'settings'
  | 'share'
  | 'sound-off'
  | 'sound-on'
  | 'speed'
  | 'up';

/** Decoration only: the word beside it, or the label of its button, says what it means. */
export function Icon({ name, mirror = false }: { name: IconName; mirror?: boolean }) {
  return (
    <svg class={styles.icon} aria-hidden="true" data-mirror={mirror ? '' : undefined}>
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
