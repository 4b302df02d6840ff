import { getFeed, Refusal } from '@cliffhanger/api-client/client';
import type { Feed } from '@cliffhanger/api-client/types';
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { placeHere } from '../playback/place.ts';
import { useResource } from '../resource.ts';
import { TroublePanel } from '../words/trouble-panel.tsx';
import styles from './feed.module.css';
import { FeedStage } from './feed-stage.tsx';

/** The feed: `/` where the viewer was, `/watch/{series}/{number}` at an episode. */
export default function FeedPage() {
  const { params } = useRoute();
  // The address follows the swipes; only the one that opened the page is asked for.
  const [{ slug, number }] = useState({ slug: params.slug, number: params.number });
  const { state, retry } = useResource<Feed>(
    (signal) => wholeFeed({ ...(slug ? { series: slug } : {}), ...(number ? { episode: number } : {}) }, signal),
    [slug, number],
  );

  if (state.is === 'failed') {
    return (
      <main class={styles.hall}>
        <TroublePanel cause={state.cause} onRetry={retry} />
      </main>
    );
  }
  if (state.is === 'loading') return <main class={styles.hall} aria-busy="true" />;
  return <FeedStage feed={state.data} start={number === undefined ? startOf(state.data) : state.data.start} />;
}

async function wholeFeed(where: { series?: string; episode?: string }, signal: AbortSignal): Promise<Feed> {
  const feed = await getFeed(where, signal);
  if (feed.cards.length === 0) throw new Refusal('nothing-published');
  return feed;
}

/** Where the service has us, unless this device moved on while the service could not be told. */
function startOf(feed: Feed): number {
  const card = feed.cards[feed.start];
  const here = card && placeHere(card.series.id);
  const at = here?.delivered === false ? feed.cards.findIndex(({ episode }) => episode.id === here.episode_id) : -1;
  return at < 0 ? feed.start : at;
}
