import { onward, unheardPlace } from '../place-here.ts';
import type { AskedFeed } from './for-you.ts';

/** Where the service has us go on, unless this device moved on while the service could not be told. */
export function startOf({ cards, start, asked_at_ms }: AskedFeed): number {
  const seriesId = cards[start]?.series.id;
  const here = seriesId && unheardPlace(seriesId, asked_at_ms);
  if (!here) return start;
  const episodes = cards.filter(({ series }) => series.id === seriesId).map(({ episode }) => episode);
  const next = onward(episodes, here);
  const at = cards.findIndex(({ episode }) => episode === next);
  return at < 0 ? start : at;
}
