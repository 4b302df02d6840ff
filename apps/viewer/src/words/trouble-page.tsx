import styles from './trouble-panel.module.css';
import { TroublePanel } from './trouble-panel.tsx';

/** A page that has nothing to show but what happened. */
export function TroublePage({ cause, onRetry }: { cause: unknown; onRetry: () => void }) {
  return (
    <main class={styles.page}>
      <TroublePanel cause={cause} onRetry={onRetry} />
    </main>
  );
}
