import '@cliffhanger/ui/reset.css';
import '@cliffhanger/ui/tokens.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { askEarly } from './feed/ask-feed.ts';
import { noApp } from './first-light.ts';
import { registerWorker } from './offline/register.ts';
import { feedStart, isReadable, routes, seriesAt } from './paths.ts';
import { preloadRoom } from './rooms.ts';
import { seriesOf } from './series/answers.ts';
import { noteArrival } from './share/arrival.ts';
import { keepScroll } from './shell/scroll.ts';
import { learnStorefront, storefront } from './storefront.ts';
import { speak, wantedLocale } from './words/words.ts';

// No page is there: the router says so.
if (!isReadable(location.pathname)) history.replaceState(null, '', '/%20');
const atHome = location.pathname === routes.feed && storefront.peek().start === 'home';
const start = atHome ? undefined : feedStart(location.pathname);
registerWorker();
if (start) askEarly(start);
const series = seriesAt(location.pathname);
if (series) seriesOf.ahead(series);
keepScroll();
noteArrival();
void learnStorefront();
draw().catch(noApp);

/** The catalogue comes first: a page drawn in the wrong language would be drawn twice. Its room comes beside it. */
async function draw(): Promise<void> {
  // Not at the top level: rooms import from this script, and would wait for its end as it waits for them.
  await Promise.all([speak(wantedLocale()), preloadRoom(atHome ? routes.home : location.pathname)]);
  render(<App />, document.body);
}
