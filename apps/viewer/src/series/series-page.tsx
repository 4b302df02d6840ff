import { useRoute } from 'preact-iso';
import { TroublePage } from '../words/trouble-page.tsx';
import { seriesOf } from './answers.ts';
import styles from './series.module.css';
import { SeriesSkeleton } from './series-skeleton.tsx';
import { SeriesView } from './series-view.tsx';

export default function SeriesPage() {
  const { slug = '' } = useRoute().params;
  const { state, retry } = seriesOf.use(slug);
  if (state.is === 'failed') return <TroublePage cause={state.cause} onRetry={retry} />;
  return (
    <main class={styles.page} aria-busy={state.is === 'loading'}>
      {state.is === 'loading' && <SeriesSkeleton />}
      {state.is === 'ready' && <SeriesView page={state.data} />}
    </main>
  );
}
