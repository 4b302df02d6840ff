import type { ComponentChildren, Ref } from 'preact';
import styles from './button.module.css';

type Props = {
  children: ComponentChildren;
  onClick: () => void;
  kind?: 'chief' | 'quiet' | 'over-picture';
  buttonRef?: Ref<HTMLButtonElement>;
};

/** A button that says in words what it does. Over a picture it brings its own dark ground. */
export function Button({ children, onClick, kind = 'chief', buttonRef }: Props) {
  return (
    <button type="button" class={styles.button} data-kind={kind} onClick={onClick} ref={buttonRef ?? null}>
      {children}
    </button>
  );
}
