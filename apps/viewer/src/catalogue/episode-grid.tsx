import type { EpisodeCard } from '@cliffhanger/api-client/types';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { paths } from '../paths.ts';
import { inWords } from '../words/words.ts';
import styles from './episode-grid.module.css';

const RANGE = 50;

type Props = {
  slug: string;
  episodes: readonly EpisodeCard[];
  currentId?: string | undefined;
  /** In the feed a choice swipes; elsewhere the link is followed. */
  onChoose?: (episodeId: string) => void;
};

/** Every episode as a number, five in a row, in ranges of fifty. */
export function EpisodeGrid({ slug, episodes, currentId, onChoose }: Props) {
  const current = episodes.findIndex(({ id }) => id === currentId);
  const [range, setRange] = useState(Math.max(0, Math.floor(current / RANGE)));
  const ranges = Math.ceil(episodes.length / RANGE);
  return (
    <>
      {ranges > 1 && (
        <div class={styles.ranges}>
          {Array.from({ length: ranges }, (_, at) => (
            <button
              key={at}
              type="button"
              class={styles.range}
              aria-pressed={at === range}
              onClick={() => setRange(at)}
            >
              {`${at * RANGE + 1}–${Math.min(episodes.length, (at + 1) * RANGE)}`}
            </button>
          ))}
        </div>
      )}
      <ol class={styles.grid}>
        {episodes.slice(range * RANGE, (range + 1) * RANGE).map((episode) => (
          <li key={episode.id}>
            <a
              class={styles.cell}
              href={paths.watch(slug, episode.number)}
              aria-current={episode.id === currentId ? 'true' : undefined}
              aria-label={nameOf(episode)}
              onClick={(event) => {
                if (!onChoose || event.ctrlKey || event.metaKey) return;
                event.preventDefault();
                // The router listens above and would follow the link all the same.
                event.stopPropagation();
                onChoose(episode.id);
              }}
            >
              {episode.number}
              {episode.watched && (
                <span class={styles.watched}>
                  <Icon name="check" />
                </span>
              )}
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Its state stands in the words, too: a sign alone says nothing to whoever listens. */
function nameOf({ number, title, watched }: EpisodeCard): string {
  const { text } = inWords(title);
  if (watched) return text ? t`Episode ${number}: ${text}, watched` : t`Episode ${number}, watched`;
  return text ? t`Episode ${number}: ${text}` : t`Episode ${number}`;
}
