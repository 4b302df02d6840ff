import { useRoute } from 'preact-iso';
import { TroublePanel } from '../words/trouble-panel.tsx';
import { seriesOf } from './answers.ts';
import styles from './series.module.css';
import { SeriesSkeleton } from './series-skeleton.tsx';
import { SeriesView } from './series-view.tsx';

export default function SeriesPage() {
  const { slug = '' } = useRoute().params;
  const { state, retry } = seriesOf.use(slug);
  return (
    <main class={styles.page} aria-busy={state.is === 'loading'}>
      {state.is === 'loading' && <SeriesSkeleton />}
      {state.is === 'failed' && <TroublePanel cause={state.cause} onRetry={retry} />}
      {state.is === 'ready' && <SeriesView page={state.data} />}
    </main>
  );
}
