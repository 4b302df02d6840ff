import { getSeries } from '@cliffhanger/api-client/client';
import { useRoute } from 'preact-iso';
import { useResource } from '../resource.ts';
import { TroublePanel } from '../words/trouble-panel.tsx';
import styles from './series.module.css';
import { SeriesView } from './series-view.tsx';

export default function SeriesPage() {
  const { slug = '' } = useRoute().params;
  const { state, retry } = useResource((signal) => getSeries(slug, signal), [slug]);
  return (
    <main class={styles.page} aria-busy={state.is === 'loading'}>
      {state.is === 'failed' && <TroublePanel cause={state.cause} onRetry={retry} />}
      {state.is === 'ready' && <SeriesView page={state.data} />}
    </main>
  );
}
