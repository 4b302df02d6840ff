import type { EpisodeCard, SeriesPage } from '@cliffhanger/api-client/types';
import { onward, unheardPlace } from '../place-here.ts';

/** A page as it was asked for at a time. */
export type AskedPage = SeriesPage & { asked_at_ms: number };

/** The episode that the viewer goes on with: as the service says, unless it was asked before it heard of what this device knows. */
export function currentOf(page: AskedPage): EpisodeCard | undefined {
  const here = unheardPlace(page.series.id, page.asked_at_ms);
  if (here) return onward(page.episodes, here);
  return page.episodes.find(({ id }) => id === page.place?.episode_id);
}
