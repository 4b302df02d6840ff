import type { EpisodeCard, Place } from '@cliffhanger/api-client/types';
import { keep, kept } from './kept.ts';
import { offline } from './network.ts';

/** Too near the end, and a viewer who comes back would only see the credits: he has seen it. The service says the same. */
export const ALMOST_OVER_MS = 2000;

/** Where this device last was in a series, and since when that is known: `delivered` if the service has heard of it. */
export type PlaceHere = Place & { delivered: boolean; noted_at_ms: number };

export function placeHere(seriesId: string): PlaceHere | undefined {
  try {
    const read: Partial<PlaceHere> = JSON.parse(kept(`place.${seriesId}`) ?? '{}');
    const { episode_id, position_ms, delivered = false, noted_at_ms = 0 } = read;
    const whole = typeof episode_id === 'string' && typeof position_ms === 'number';
    return whole ? { episode_id, position_ms, delivered, noted_at_ms } : undefined;
  } catch {
    return undefined;
  }
}

/** When an answer was asked for, by this device's clock: without a network it is one from before, nobody knows from when. */
export function askedAt(ms: number): number {
  return offline.peek() ? 0 : ms;
}

/** What this device knows of a series and an answer, asked for at that time, cannot: untold, or told since. */
export function unheardPlace(seriesId: string, askedAtMs: number): PlaceHere | undefined {
  const here = placeHere(seriesId);
  return here && (!here.delivered || here.noted_at_ms > askedAtMs) ? here : undefined;
}

/**
 * The episode in which a viewer goes on: the one he was in, or what follows where he was at its end. Nothing where these are
 * not the episodes of the place.
 */
export function onward<E extends Pick<EpisodeCard, 'id' | 'duration_ms'>>(
  episodes: readonly E[],
  { episode_id, position_ms }: Place,
): E | undefined {
  const at = episodes.findIndex(({ id }) => id === episode_id);
  const was = episodes[at];
  const isOver = was !== undefined && position_ms >= was.duration_ms - ALMOST_OVER_MS;
  return (isOver && episodes[at + 1]) || was;
}

export function notePlace(seriesId: string, place: Place, delivered: boolean): void {
  keep(`place.${seriesId}`, JSON.stringify({ ...place, delivered, noted_at_ms: Date.now() }));
}
