import { t } from '@lingui/core/macro';
import { useLocation, useRoute } from 'preact-iso';
import { PosterCard } from '../catalogue/poster-card.tsx';
import { PosterGrid, PosterGridSkeleton } from '../catalogue/poster-grid.tsx';
import { genreName, moodName } from '../catalogue/tags.ts';
import { paths } from '../paths.ts';
import { EmptyPanel } from '../shell/empty-panel.tsx';
import { Page } from '../shell/page.tsx';
import { TroublePanel } from '../words/trouble-panel.tsx';
import { ofGenre, ofMood } from './answers.ts';

/** The series of a genre, or of a mood. */
export default function GenrePage() {
  const { name = '' } = useRoute().params;
  const mood = useLocation().path.startsWith('/mood/');
  const { state, retry } = (mood ? ofMood : ofGenre).use(name);
  const found = state.is === 'ready' ? state.data.series : [];
  return (
    <Page
      title={mood ? moodName(name) : genreName(name)}
      busy={state.is === 'loading'}
      back={{ href: paths.home(), word: t`Back to Home` }}
    >
      {state.is === 'loading' && <PosterGridSkeleton />}
      {state.is === 'failed' && <TroublePanel cause={state.cause} onRetry={retry} />}
      {state.is === 'ready' && found.length === 0 && (
        <EmptyPanel sentence={t`There is nothing of this kind here.`} way={t`Go to Home`} href={paths.home()} />
      )}
      <PosterGrid>
        {found.map((series) => (
          <li key={series.id}>
            <PosterCard series={series} />
          </li>
        ))}
      </PosterGrid>
    </Page>
  );
}
