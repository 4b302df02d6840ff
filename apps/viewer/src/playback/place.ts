import { putPlace } from '@cliffhanger/api-client/client';
import type { Place } from '@cliffhanger/api-client/types';
import { notePlace, placeHere } from '../place-here.ts';

const EVERY_MS = 5000;
const HERE_EVERY_MS = 1000;
let sent = { key: '', at: Number.NEGATIVE_INFINITY };
let noted = { key: '', at: Number.NEGATIVE_INFINITY };

/** Remembers the place: here every second, with the service every few, both at once when `leaving`. */
export function rememberPlace(seriesId: string, place: Place, leaving: boolean): void {
  const key = `${seriesId} ${place.episode_id}`;
  const now = performance.now();
  // Pages are left more than once. What the service has heard of by then stays delivered.
  if (leaving && sent.key === `${key} ${place.position_ms}`) return;
  const moved = key !== noted.key;
  if (moved || leaving || now - noted.at >= HERE_EVERY_MS) {
    noted = { key, at: now };
    notePlace(seriesId, place, false);
  }
  if (!moved && !leaving && now - sent.at < EVERY_MS) return;
  sent = { key: `${key} ${place.position_ms}`, at: now };
  putPlace(seriesId, place).then(
    () => placeHere(seriesId)?.episode_id === place.episode_id && notePlace(seriesId, place, true),
    // A place that was not delivered stays here and goes out with the next one.
    () => undefined,
  );
}
