import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { Boundary } from './boundary.tsx';
import FeedPage from './feed/feed-page.tsx';
import { NotFound } from './not-found.tsx';
import { takeOver } from './offline/register.ts';
import { routes } from './paths.ts';
import { HomePage, preloadRoom, rooms } from './rooms.ts';
import { Announcer } from './shell/announcer.tsx';
import { Tabs } from './shell/tabs.tsx';
import { Toast } from './shell/toast.tsx';
import { noteDrawn, usePageTransitions } from './shell/transitions.ts';
import { storefront } from './storefront.ts';
import { locale } from './words/words.ts';

/** The rooms and their addresses. Drawn anew when the language changes: every message is read again. */
export function App() {
  return (
    <LocationProvider key={locale.value}>
      <Boundary>
        <Rooms />
        <Tabs />
      </Boundary>
      <Toast />
      <Announcer />
    </LocationProvider>
  );
}

function Rooms() {
  usePageTransitions(preloadRoom);
  const { path } = useLocation();
  const start = storefront.value.start === 'home' ? HomePage : FeedPage;
  return (
    // Waits for rooms that come as chunks of their own.
    <ErrorBoundary>
      <Boundary of={path}>
        <Router onRouteChange={arrive}>
          <Route path={routes.feed} component={start} />
          <Route path={routes.forYou} component={FeedPage} />
          <Route path={routes.watch} component={FeedPage} />
          {rooms.map(({ path, page }) => (
            <Route key={path} path={path} component={page} />
          ))}
          <Route default component={NotFound} />
        </Router>
      </Boundary>
    </ErrorBoundary>
  );
}

function arrive(path: string): void {
  noteDrawn();
  takeOver(path);
}
