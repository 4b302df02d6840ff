/**
 * How long it takes until a segment that is wanted is there. The line explains a part of it; ticks, the turns of a busy
 * processor and the whims of a line explain the rest, and differ from phone to phone and from minute to minute. So what it
 * took beside what was expected is learnt, as TCP learns how long an answer may take (RFC 6298): the mean, and four times
 * how far it strays. Gains are larger than there, since there is one segment in two seconds.
 */
const GAIN = 1 / 4;
const STRAYS = 4;
const known = { mean: 1, stray: 1 / 4 };

/** What the turns of a processor take, in seconds. */
const TURNS = 0.2;
/** Less is never enough, in seconds, and who needs more has no line. */
const LEAST = 0.25;
const MOST = 4;

export type Line = {
  /** Bits a second: of the network, and of what is played. */
  bandwidth: number;
  bitrate: number;
};

/** In seconds, of a segment that lasts so many. */
function expected(duration: number, { bandwidth, bitrate }: Line): number {
  return TURNS + (duration * bitrate) / Math.max(1, bandwidth);
}

/** It took so many seconds from the moment at which it was wanted. */
export function noteFetch(took: number, duration: number, line: Line): void {
  const beside = took / expected(duration, line);
  known.stray += GAIN * (Math.abs(beside - known.mean) - known.stray);
  known.mean += GAIN * (beside - known.mean);
}

/** How many seconds the next one may take. */
export function mayTake(duration: number, line: Line): number {
  return Math.min(MOST, Math.max(LEAST, expected(duration, line) * (known.mean + STRAYS * known.stray)));
}
