import { useId } from 'preact/hooks';
import styles from './field.module.css';

type Props = {
  label: string;
  name: string;
  kind: 'email' | 'text';
  /** How many letters there is room for. */
  most: number;
  hint?: string;
  /** What is wrong with it, in words. */
  wrong?: string | undefined;
  /** What stands there at first. */
  value?: string;
};

/** A line to write in, with its name above and what is wrong below. */
export function Field({ label, name, kind, most, hint, wrong, value }: Props) {
  const id = useId();
  const said = wrong ?? hint;
  const line = {
    id,
    class: styles.input,
    name,
    maxLength: most,
    required: true,
    // Spaces alone are nothing.
    pattern: '.*\\S.*',
    dir: 'auto',
    defaultValue: value,
    'aria-invalid': wrong !== undefined,
    'aria-describedby': said && `${id}-said`,
  } as const;
  return (
    <div class={styles.field}>
      <label class={styles.label} for={id}>
        {label}
      </label>
      {kind === 'email' ? (
        <input {...line} type="email" inputMode="email" autocomplete="email" />
      ) : (
        <input {...line} type="text" autocomplete="off" />
      )}
      {said && (
        <p id={`${id}-said`} class={styles.said} data-wrong={wrong !== undefined} role={wrong ? 'alert' : undefined}>
          {said}
        </p>
      )}
    </div>
  );
}
