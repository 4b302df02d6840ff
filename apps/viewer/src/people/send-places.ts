import { putPlace } from '@cliffhanger/api-client/client';
import { keptNames } from '../kept.ts';
import { placeHere } from '../place-here.ts';

const PREFIX = 'place.';
/** Nobody waits at the door for more. */
const MANY = 20;

/** Tells the service of the places that it has not heard of, the newest first, while they are still this viewer's. */
export async function sendPlaces(): Promise<void> {
  const unheard = keptNames(PREFIX).flatMap((name) => {
    const seriesId = name.slice(PREFIX.length);
    const here = placeHere(seriesId);
    return here && !here.delivered ? [{ seriesId, ...here }] : [];
  });
  unheard.sort((one, other) => other.noted_at_ms - one.noted_at_ms);
  const sent = unheard
    .slice(0, MANY)
    .map(({ seriesId, episode_id, position_ms }) => putPlace(seriesId, { episode_id, position_ms }));
  // What is refused, or finds no network, keeps nobody out.
  await Promise.allSettled(sent);
}
