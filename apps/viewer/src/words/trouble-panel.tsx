import { Button } from '@cliffhanger/ui/button';
import { t } from '@lingui/core/macro';
import type { Ref } from 'preact';
import { useLocation } from 'preact-iso';
import { paths } from '../paths.ts';
import { trouble } from './problem.ts';
import styles from './trouble-panel.module.css';

type Props = {
  cause: unknown;
  onRetry: () => void;
  /** For a page that has no other heading: what happened is its heading. */
  heading?: Ref<HTMLHeadingElement>;
};

/** What happened, and one way on. */
export function TroublePanel({ cause, onRetry, heading }: Props) {
  const { path, route } = useLocation();
  const { sentence, way } = trouble(cause);
  // Inside somebody else's page nothing leads away, and nothing takes his focus.
  const framed = path.startsWith('/embed/');
  return (
    <div class={styles.panel} role="alert">
      {heading && !framed ? (
        <h1 ref={heading} class={styles.heading} tabIndex={-1}>
          {sentence}
        </h1>
      ) : (
        <p>{sentence}</p>
      )}
      {way === 'retry' && <Button onClick={onRetry}>{t`Try again`}</Button>}
      {way === 'home' && !framed && <Button onClick={() => route(paths.feed())}>{t`Go to the start`}</Button>}
    </div>
  );
}
