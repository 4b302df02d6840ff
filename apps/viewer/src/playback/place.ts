import { putPlace } from '@cliffhanger/api-client/client';
import type { Place } from '@cliffhanger/api-client/types';
import { keep, kept } from '../kept.ts';

const EVERY_MS = 5000;
const HERE_EVERY_MS = 1000;
let sent = { key: '', at: Number.NEGATIVE_INFINITY };
let noted = { key: '', at: Number.NEGATIVE_INFINITY };

/** Where this device last was in a series. `delivered`: the service has heard of it. */
export type PlaceHere = Place & { delivered: boolean };

export function placeHere(seriesId: string): PlaceHere | undefined {
  try {
    const read: Partial<PlaceHere> = JSON.parse(kept(`place.${seriesId}`) ?? '{}');
    const { episode_id, position_ms, delivered = false } = read;
    const whole = typeof episode_id === 'string' && typeof position_ms === 'number';
    return whole ? { episode_id, position_ms, delivered } : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers the place: here every second, with the service every few, both at once when `leaving`. */
export function rememberPlace(seriesId: string, place: Place, leaving: boolean): void {
  const key = `${seriesId} ${place.episode_id}`;
  const now = performance.now();
  const moved = key !== noted.key;
  if (moved || leaving || now - noted.at >= HERE_EVERY_MS) {
    noted = { key, at: now };
    note(seriesId, place, false);
  }
  if (!moved && !leaving && now - sent.at < EVERY_MS) return;
  if (leaving && sent.key === `${key} ${place.position_ms}`) return;
  sent = { key: `${key} ${place.position_ms}`, at: now };
  putPlace(seriesId, place).then(
    () => placeHere(seriesId)?.episode_id === place.episode_id && note(seriesId, place, true),
    // A place that was not delivered stays here and goes out with the next one.
    () => undefined,
  );
}

function note(seriesId: string, place: Place, delivered: boolean): void {
  keep(`place.${seriesId}`, JSON.stringify({ ...place, delivered }));
}
