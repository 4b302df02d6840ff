import type { ComponentChildren, Ref } from 'preact';
import styles from './button.module.css';

export type ButtonKind = 'chief' | 'quiet' | 'plain' | 'grave' | 'over-picture';

type Props = {
  children: ComponentChildren;
  onClick?: () => void;
  kind?: ButtonKind;
  /** Sends the form that it stands in. */
  submit?: boolean;
  pressed?: boolean;
  /** For a button that shows more below it. */
  expanded?: boolean;
  buttonRef?: Ref<HTMLButtonElement> | undefined;
};

/** A button that says in words what it does. Over a picture it brings its own dark ground; a grave one cannot be undone. */
export function Button({ children, onClick, kind = 'chief', submit = false, pressed, expanded, buttonRef }: Props) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={styles.button}
      data-kind={kind}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={onClick}
      ref={buttonRef ?? null}
    >
      {children}
    </button>
  );
}

type LinkProps = {
  children: ComponentChildren;
  href: string;
  kind?: ButtonKind;
  download?: string;
  linkRef?: Ref<HTMLAnchorElement> | undefined;
};

/** A link that looks like a button, because it is the chief thing to do. */
export function ButtonLink({ children, href, kind = 'chief', download, linkRef }: LinkProps) {
  return (
    <a class={styles.button} data-kind={kind} href={href} download={download} ref={linkRef ?? null}>
      {children}
    </a>
  );
}
