import '@cliffhanger/ui/reset.css';
import '@cliffhanger/ui/tokens.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { askEarly } from './feed/ask-feed.ts';
import { feedStart } from './paths.ts';
import { speak, wantedLocale } from './words/words.ts';

const start = feedStart(location.pathname);
if (start) askEarly(start);
// The catalogue comes first: a page drawn in the wrong language would be drawn twice.
await speak(wantedLocale());
render(<App />, document.body);
