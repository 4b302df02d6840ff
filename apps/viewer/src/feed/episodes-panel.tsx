import { t } from '@lingui/core/macro';
import { signal } from '@preact/signals';
import { EpisodeGrid } from '../catalogue/episode-grid.tsx';
import styles from './episodes-panel.module.css';
import type { Stage } from './stage.ts';

const query = matchMedia('(min-width: 75rem)');
const wide = signal(query.matches);
query.addEventListener('change', () => {
  wide.value = query.matches;
});

/** On a wide screen the episodes stand beside the stage: nobody has to open a sheet for them. */
export function EpisodesPanel({ stage }: { stage: Stage }) {
  const { card } = stage;
  if (!wide.value || !card || stage.kind !== 'series') return null;
  return (
    <section class={styles.panel} aria-label={t`Episodes`} data-scrolls="">
      <EpisodeGrid
        slug={card.series.slug}
        episodes={stage.cards.value.map(({ episode }) => episode)}
        currentId={card.episode.id}
        onChoose={(episodeId) => stage.go(stage.cards.peek().findIndex(({ episode }) => episode.id === episodeId))}
      />
    </section>
  );
}
