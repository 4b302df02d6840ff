import type { RenderableProps } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { feedStart, momentOf } from '../paths.ts';
import { useResource } from '../resource.ts';
import { TroublePage } from '../words/trouble-page.tsx';
import { askFeed } from './ask-feed.ts';
import styles from './feed.module.css';
import { FeedStage } from './feed-stage.tsx';
import type { AskedFeed } from './for-you.ts';
import type { Around } from './stage.ts';
import { startOf } from './start-of.ts';

/** The feed: For You a card a series, `/watch/{series}/{number}` a card an episode; with a page `around` it the same. */
export default function FeedPage({ around }: RenderableProps<{ around?: Around }>) {
  // The router's address is the one that opened the page: it knows nothing of the swipes, which change the browser's.
  const { path, url } = useLocation();
  const start = feedStart(path) ?? {};
  const { state, retry } = useResource<AskedFeed>((signal) => askFeed(start, signal), [path]);

  const cause = state.is === 'failed' ? state.cause : undefined;
  useEffect(() => {
    if (cause !== undefined) around?.tellFailure(cause);
  }, [around, cause]);

  if (state.is === 'failed') return <TroublePage cause={state.cause} onRetry={retry} />;
  if (state.is === 'loading') return <main class={styles.hall} aria-busy="true" />;
  const feed = state.data;
  const index = start.episode === undefined ? startOf(feed) : feed.start;
  return (
    <FeedStage
      key={path}
      feed={feed}
      start={index}
      kind={around ? 'embed' : feed.kind}
      around={around}
      beginning={{
        moment: momentOf(new URL(url, location.origin).search),
        positionMs: index === feed.start ? feed.position_ms : 0,
      }}
    />
  );
}
