/** Renditions that could not be had, and since when: what failed is avoided for a while, for it may come back. */
const failed = new Map<string, number>();
const AVOIDED_MS = 5 * 60_000;

export function noteFailedRendition(track: string): void {
  failed.set(track, performance.now());
}

/** Those that failed in the last minutes. */
export function failedRenditions(now = performance.now()): ReadonlySet<string> {
  for (const [track, since] of failed) if (now - since > AVOIDED_MS) failed.delete(track);
  return new Set(failed.keys());
}
