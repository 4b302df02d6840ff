import '@cliffhanger/ui/reset.css';
import '@cliffhanger/ui/tokens.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { speak, wantedLocale } from './words/words.ts';

// The catalogue comes first: a page drawn in the wrong language would be drawn twice.
await speak(wantedLocale());
render(<App />, document.body);
