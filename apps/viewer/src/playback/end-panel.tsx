import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import styles from './end-panel.module.css';

/** Over the last picture: the ways on. `said`: screen readers hear of it at once. */
export function EndPanel({ said = false, children }: { said?: boolean; children: ComponentChildren }) {
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      // Its focus goes back to where it came from: without any, the keys of a dialog are dead.
      if (panel.current?.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <section ref={panel} class={styles.panel} role={said ? 'alert' : undefined}>
      {children}
    </section>
  );
}
