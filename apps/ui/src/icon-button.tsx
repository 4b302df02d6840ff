import { Icon, type IconName } from './icon.tsx';
import styles from './icon-button.module.css';

type Props = {
  icon: IconName;
  /** What it does, in words: read out, and shown where `word` asks for it. */
  label: string;
  onClick: () => void;
  word?: boolean;
  mirror?: boolean;
  /** Beside text, not over a picture: without a ground of its own. */
  plain?: boolean;
  /** For what is on or off. */
  pressed?: boolean;
};

/** A disc over the picture, 48 px at least; with `word`, the label stands below it and the disc is smaller. */
export function IconButton({ icon, label, onClick, word = false, mirror = false, plain = false, pressed }: Props) {
  return (
    <button
      type="button"
      class={styles.button}
      data-word={word ? '' : undefined}
      data-plain={plain ? '' : undefined}
      aria-label={word ? undefined : label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <span class={styles.disc}>
        <Icon name={icon} mirror={mirror} />
      </span>
      {word && <span class={styles.word}>{label}</span>}
    </button>
  );
}
