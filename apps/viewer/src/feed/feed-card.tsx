import type { FeedCard as Card } from '@cliffhanger/api-client/types';
import { useComputed } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useStyle } from '../use-style.ts';
import { inWords } from '../words/words.ts';
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
  const place = useStyle({ '--at': String(at) });
  const { series, episode } = card;
  return (
    <article
      ref={place}
      class={styles.card}
      aria-labelledby={titleId}
      aria-posinset={at + 1}
      aria-setsize={series.episode_count}
      inert={away}
    >
      {episode.poster && (stage.begun.value || !away.value) && (
        <img
          class={styles.poster}
          src={episode.poster}
          alt=""
          decoding="async"
          data-shown={covered}
          draggable={false}
        />
      )}
      <Caption titleId={titleId} series={series} number={episode.number} title={inWords(episode.title)} />
    </article>
  );
}
