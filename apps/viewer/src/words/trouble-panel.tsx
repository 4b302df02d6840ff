import { Button } from '@cliffhanger/ui/button';
import { t } from '@lingui/core/macro';
import { useLocation } from 'preact-iso';
import { paths } from '../paths.ts';
import { trouble } from './problem.ts';
import styles from './trouble-panel.module.css';

/** What happened, and one way on. */
export function TroublePanel({ cause, onRetry }: { cause: unknown; onRetry: () => void }) {
  const { path, route } = useLocation();
  const { sentence, way } = trouble(cause);
  return (
    <div class={styles.panel} role="alert">
      <p>{sentence}</p>
      {way === 'retry' && <Button onClick={onRetry}>{t`Try again`}</Button>}
      {/* Inside somebody else's page nothing leads away. */}
      {way === 'home' && !path.startsWith('/embed/') && (
        <Button onClick={() => route(paths.feed())}>{t`Go to the start`}</Button>
      )}
    </div>
  );
}
