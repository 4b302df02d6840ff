import type { EpisodeCard, SeriesPage } from '@cliffhanger/api-client/types';
import { placeHere } from '../place-here.ts';

/** A page as it was asked for at a time. */
export type AskedPage = SeriesPage & { asked_at_ms: number };

/** The episode that the viewer is in: as the service says, unless it was asked before it heard of what this device knows. */
export function currentOf(page: AskedPage): EpisodeCard | undefined {
  const here = placeHere(page.series.id);
  const unheard = here && (!here.delivered || here.noted_at_ms > page.asked_at_ms);
  const place = unheard ? here : page.place;
  return page.episodes.find(({ id }) => id === place?.episode_id);
}
