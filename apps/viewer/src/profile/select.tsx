import { useId } from 'preact/hooks';
import styles from './profile.module.css';

export type Option = { value: string; label: string };

type Props = {
  label: string;
  choices: Option[];
  chosen: string;
  onChoose: (value: string) => void;
};

/** One of many, in the device's own list. */
export function Select({ label, choices, chosen, onChoose }: Props) {
  const id = useId();
  return (
    <div class={styles.select}>
      <label for={id}>{label}</label>
      <select id={id} class={styles.list} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {choices.map(({ value, label: word }) => (
          <option key={value} value={value} selected={value === chosen}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}
