import { Icon, type IconName } from './icon.tsx';
import styles from './icon-button.module.css';

type Props = {
  icon: IconName;
  /** What it does, in words: read out, and shown where `word` asks for it. */
  label: string;
  onClick: () => void;
  word?: boolean;
  mirror?: boolean;
};

/** A disc over the picture, 48 px at least; with `word`, the label stands below it. */
export function IconButton({ icon, label, onClick, word = false, mirror = false }: Props) {
  return (
    <button type="button" class={styles.button} aria-label={word ? undefined : label} onClick={onClick}>
      <span class={styles.disc}>
        <Icon name={icon} mirror={mirror} />
      </span>
      {word && <span class={styles.word}>{label}</span>}
    </button>
  );
}
