import { useEffect } from 'preact/hooks';
import { putOut, takeFirstLight } from '../first-light.ts';
import { useArrival } from '../shell/arrival.ts';
import { trouble } from './problem.ts';
import styles from './trouble-panel.module.css';
import { TroublePanel } from './trouble-panel.tsx';

/** A page that has nothing to show but what happened. */
export function TroublePage({ cause, onRetry }: { cause: unknown; onRetry: () => void }) {
  const heading = useArrival<HTMLHeadingElement>(trouble(cause).sentence);
  useEffect(() => {
    const lit = takeFirstLight();
    if (lit) putOut(lit);
  }, []);
  return (
    <main class={styles.page}>
      <TroublePanel cause={cause} onRetry={onRetry} heading={heading} />
    </main>
  );
}
