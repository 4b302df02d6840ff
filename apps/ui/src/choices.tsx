import styles from './choices.module.css';
import { Icon } from './icon.tsx';

export type Choice = { value: string; label: string; note?: string | undefined; lang?: string | undefined };

type Props = { legend: string; name: string; choices: Choice[]; chosen: string; onChoose: (value: string) => void };

/** One of several, as native radio buttons: arrow keys and screen readers know them. */
export function Choices({ legend, name, choices, chosen, onChoose }: Props) {
  return (
    <fieldset class={styles.group}>
      <legend class={styles.legend}>{legend}</legend>
      {choices.map(({ value, label, note, lang }) => (
        <label key={value} class={styles.choice}>
          <input
            class={styles.input}
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span class={styles.label}>
            <bdi lang={lang}>{label}</bdi>
            {note && <span class={styles.note}>{note}</span>}
          </span>
          <span class={styles.mark}>
            <Icon name="check" />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
