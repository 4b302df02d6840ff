import type { VideoTrack } from '@cliffhanger/api-client/types';

/** How much of the bandwidth the picture may take: the sound, the next episode and bad moments need theirs. */
const SHARE = 0.6;
/** The width of what is shown where bytes are dear. */
const SAVER_WIDTH = 360;

export type Bounds = {
  /** Bits a second. */
  bandwidth: number;
  /** How many lines of the picture the screen shows. */
  lines: number;
  saver: boolean;
  /** Tracks that could not be had a moment ago. */
  failed: ReadonlySet<string>;
};

/** The rendition to begin with: the best that the network bears and the screen shows. */
export function pickRendition(tracks: readonly VideoTrack[], bounds: Bounds): VideoTrack | undefined {
  const whole = tracks.filter(({ track }) => !bounds.failed.has(track));
  const shown = underCap(whole, bounds);
  return shown.findLast(({ bandwidth }) => bandwidth <= bounds.bandwidth * SHARE) ?? shown[0] ?? tracks[0];
}

/** The largest that makes sense: not more lines than the screen has, and small where bytes are dear. */
export function capOf(tracks: readonly VideoTrack[], { lines, saver }: Pick<Bounds, 'lines' | 'saver'>): number {
  const enough = tracks.findIndex(({ height }) => height >= lines);
  const seen = enough < 0 ? tracks.length - 1 : enough;
  if (!saver) return seen;
  const small = tracks.findLastIndex(({ width }) => width <= SAVER_WIDTH);
  return Math.min(seen, Math.max(0, small));
}

function underCap(tracks: readonly VideoTrack[], bounds: Bounds): VideoTrack[] {
  return tracks.slice(0, capOf(tracks, bounds) + 1);
}
