import type { EpisodeCard, SeriesPage } from '@cliffhanger/api-client/types';
import { unheardPlace } from '../place-here.ts';

/** A page as it was asked for at a time. */
export type AskedPage = SeriesPage & { asked_at_ms: number };

/** The episode that the viewer is in: as the service says, unless it was asked before it heard of what this device knows. */
export function currentOf(page: AskedPage): EpisodeCard | undefined {
  const place = unheardPlace(page.series.id, page.asked_at_ms) ?? page.place;
  return page.episodes.find(({ id }) => id === place?.episode_id);
}
