import { ErrorBoundary, LocationProvider, lazy, Route, Router } from 'preact-iso';
import { Boundary } from './boundary.tsx';
import FeedPage from './feed/feed-page.tsx';
import { NotFound } from './not-found.tsx';
import { routes } from './paths.ts';
import { locale } from './words/words.ts';

const SeriesPage = lazy(() => import('./series/series-page.tsx'));

/** The rooms and their addresses. Drawn anew when the language changes: every message is read again. */
export function App() {
  return (
    <LocationProvider key={locale.value}>
      <Boundary>
        {/* Waits for rooms that come as chunks of their own. */}
        <ErrorBoundary>
          <Router>
            <Route path={routes.feed} component={FeedPage} />
            <Route path={routes.watch} component={FeedPage} />
            <Route path={routes.series} component={SeriesPage} />
            <Route default component={NotFound} />
          </Router>
        </ErrorBoundary>
      </Boundary>
    </LocationProvider>
  );
}
