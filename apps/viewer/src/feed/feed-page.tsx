import type { Feed } from '@cliffhanger/api-client/types';
import { useLocation } from 'preact-iso';
import { feedStart } from '../paths.ts';
import { placeHere } from '../playback/place.ts';
import { useResource } from '../resource.ts';
import { TroublePage } from '../words/trouble-page.tsx';
import { askFeed } from './ask-feed.ts';
import styles from './feed.module.css';
import { FeedStage } from './feed-stage.tsx';

/** The feed: `/` where the viewer was, `/watch/{series}/{number}` at an episode. */
export default function FeedPage() {
  // The router's address is the one that opened the page: it knows nothing of the swipes, which change the browser's.
  const { path } = useLocation();
  const start = feedStart(path) ?? {};
  const { state, retry } = useResource<Feed>((signal) => askFeed(start, signal), [path]);

  if (state.is === 'failed') return <TroublePage cause={state.cause} onRetry={retry} />;
  if (state.is === 'loading') return <main class={styles.hall} aria-busy="true" />;
  return (
    <FeedStage
      key={path}
      feed={state.data}
      start={start.episode === undefined ? startOf(state.data) : state.data.start}
    />
  );
}

/** Where the service has us, unless this device moved on while the service could not be told. */
function startOf(feed: Feed): number {
  const card = feed.cards[feed.start];
  const here = card && placeHere(card.series.id);
  const at = here?.delivered === false ? feed.cards.findIndex(({ episode }) => episode.id === here.episode_id) : -1;
  return at < 0 ? feed.start : at;
}
