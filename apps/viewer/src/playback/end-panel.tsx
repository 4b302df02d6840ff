import type { ComponentChildren } from 'preact';
import styles from './end-panel.module.css';

/** Over the last picture: the ways on. `said`: screen readers hear of it at once. */
export function EndPanel({ said = false, children }: { said?: boolean; children: ComponentChildren }) {
  return (
    <section class={styles.panel} role={said ? 'alert' : undefined}>
      {children}
    </section>
  );
}
