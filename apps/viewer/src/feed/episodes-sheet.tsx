import { call } from '@cliffhanger/api-client/client';
import type { FeedSeries } from '@cliffhanger/api-client/types';
import { Sheet } from '@cliffhanger/ui/sheet';
import { t } from '@lingui/core/macro';
import { EpisodeGrid } from '../catalogue/episode-grid.tsx';
import { useResource } from '../resource.ts';
import { TroublePanel } from '../words/trouble-panel.tsx';
import type { Stage } from './stage.ts';

/** Every episode of the series on stage. */
export function EpisodesSheet({ stage }: { stage: Stage }) {
  const card = stage.card;
  if (!card) return null;
  const close = () => {
    if (stage.sheet.peek() === 'episodes') stage.sheet.value = undefined;
  };
  const choose = (episodeId: string) => {
    close();
    stage.go(stage.cards.peek().findIndex(({ episode }) => episode.id === episodeId));
  };
  return (
    <Sheet open={stage.sheet.value === 'episodes'} title={t`Episodes`} closeLabel={t`Close`} onClose={close}>
      {stage.kind === 'for_you' ? (
        <OfSeries series={card.series} currentId={card.episode.id} />
      ) : (
        <EpisodeGrid
          slug={card.series.slug}
          episodes={stage.cards.value.map(({ episode }) => episode)}
          currentId={card.episode.id}
          onChoose={choose}
        />
      )}
    </Sheet>
  );
}

/** For You has one episode of each series at hand: the others are asked for. */
function OfSeries({ series, currentId }: { series: FeedSeries; currentId: string }) {
  const { state, retry } = useResource(
    (signal) => call('get', '/api/v1/series/{series}', { path: { series: series.slug } }, { signal }),
    [series.slug],
  );
  if (state.is === 'failed') return <TroublePanel cause={state.cause} onRetry={retry} />;
  if (state.is === 'loading') return <p aria-busy="true" />;
  return <EpisodeGrid slug={series.slug} episodes={state.data.episodes} currentId={currentId} />;
}
