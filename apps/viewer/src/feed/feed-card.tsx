import type { FeedCard as Card } from '@cliffhanger/api-client/types';
import { useComputed } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { SIZES, srcsetOf } from '../catalogue/widths.ts';
import { saver } from '../playback/saver.ts';
import { useStyle } from '../use-style.ts';
import { Caption } from './caption.tsx';
import styles from './feed.module.css';
import type { Stage } from './stage.ts';

/** One stop of the feed. The three players lie under the cards; a card draws no video of its own. */
export function FeedCard({ card, at, stage }: { card: Card; at: number; stage: Stage }) {
  const titleId = useId();
  const away = useComputed(() => stage.index.value !== at);
  const covered = useComputed(() => {
    const player = stage.pool.value?.at(at);
    return !(player?.index.value === at && player.shown.value);
  });
  // What is under the picture is not fetched before it, nor what stands beside it before that goes on by itself.
  const wanted = useComputed(() => {
    const known = stage.pool.value !== undefined || stage.begun.value;
    return away.value ? stage.settled.value : known && covered.value;
  });
  const drawn = useRef(false);
  drawn.current ||= wanted.value;
  const place = useStyle({ '--at': String(at) });
  const { series, episode } = card;
  const srcset = srcsetOf(episode.poster_renditions, saver.value);
  return (
    <article
      ref={place}
      class={styles.card}
      aria-labelledby={titleId}
      aria-posinset={at + 1}
      aria-setsize={stage.kind === 'for_you' ? -1 : series.episode_count}
      inert={away}
    >
      {episode.poster && drawn.current && (
        <img
          class={styles.poster}
          sizes={srcset && SIZES.stage}
          srcset={srcset}
          src={episode.poster}
          alt=""
          decoding="async"
          data-shown={covered}
          draggable={false}
        />
      )}
      <Caption titleId={titleId} card={card} linked={stage.kind !== 'embed'} />
    </article>
  );
}
