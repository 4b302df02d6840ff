import styles from './choices.module.css';
import type { Choice } from './choices.tsx';
import { Icon } from './icon.tsx';

type Props = { legend: string; choices: Choice[]; chosen: string; onChoose: (value: string) => void };

/** One of several, each a button of its own: for what turns the whole page round, so that no arrow key chooses on its way. */
export function ChoiceButtons({ legend, choices, chosen, onChoose }: Props) {
  return (
    <fieldset class={styles.group}>
      <legend class={styles.legend}>{legend}</legend>
      {choices.map(({ value, label, lang }) => (
        <button
          key={value}
          type="button"
          class={styles.choice}
          aria-current={value === chosen ? 'true' : undefined}
          onClick={() => onChoose(value)}
        >
          <bdi class={styles.label} lang={lang}>
            {label}
          </bdi>
          <span class={styles.mark}>
            <Icon name="check" />
          </span>
        </button>
      ))}
    </fieldset>
  );
}
