import { useId } from 'preact/hooks';
import styles from './switch.module.css';

type Props = { label: string; note?: string | undefined; on: boolean; onChange: (on: boolean) => void };

/** On or off, at once. */
export function Switch({ label, note, on, onChange }: Props) {
  const id = useId();
  return (
    <label class={styles.row}>
      <span class={styles.words}>
        <span id={id}>{label}</span>
        {note && (
          <span id={`${id}-note`} class={styles.note}>
            {note}
          </span>
        )}
      </span>
      <input
        class={styles.input}
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        aria-labelledby={id}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class={styles.track} />
    </label>
  );
}
