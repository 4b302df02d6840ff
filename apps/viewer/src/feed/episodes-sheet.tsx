import { Sheet } from '@cliffhanger/ui/sheet';
import { t } from '@lingui/core/macro';
import { EpisodeGrid } from '../catalogue/episode-grid.tsx';
import type { Stage } from './stage.ts';

export function EpisodesSheet({ stage }: { stage: Stage }) {
  const card = stage.card;
  if (!card) return null;
  const close = () => {
    if (stage.sheet.peek() === 'episodes') stage.sheet.value = undefined;
  };
  const choose = (episodeId: string) => {
    close();
    stage.go(stage.cards.findIndex(({ episode }) => episode.id === episodeId));
  };
  return (
    <Sheet open={stage.sheet.value === 'episodes'} title={t`Episodes`} closeLabel={t`Close`} onClose={close}>
      <EpisodeGrid
        slug={card.series.slug}
        episodes={stage.cards.map(({ episode }) => episode)}
        currentId={card.episode.id}
        onChoose={choose}
      />
    </Sheet>
  );
}
