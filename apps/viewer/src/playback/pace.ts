/**
 * How long it takes until a segment that is wanted is there. Its size and the line explain a part of it; the way to the
 * service, ticks, the turns of a busy processor and the whims of a line explain the rest, and differ from phone to phone
 * and from minute to minute. So the rest is learnt, as TCP learns how long an answer may take (RFC 6298): the mean, and
 * some times how far it strays: three here, for what is late is so by a tick or a turn, and seldom by more. It is learnt
 * faster than there, since a segment comes only every two seconds.
 */
const GAIN = 1 / 4;
const STRAYS = 3;
/** One that came as expected proves little, in seconds. */
const FIRST_STRAY = 0.1;
/** What was learnt of it, in seconds; nothing so long as none has come. */
let rest: { mean: number; stray: number } | undefined;

/** A picture has to be there so long before it is shown, in seconds: decoders work ahead. */
const DECODING = 0.08;
/** Less is never enough, in seconds, and who needs more has no line. */
const LEAST = 0.25;
const MOST = 4;

export type Line = {
  /** Bits a second: of the network, and of what is played. */
  bandwidth: number;
  bitrate: number;
};

/** In seconds, of a segment that lasts so many. */
function onTheLine(duration: number, { bandwidth, bitrate }: Line): number {
  return (duration * bitrate) / Math.max(1, bandwidth);
}

/** It took so many seconds from the moment at which it was wanted. */
export function noteFetch(took: number, duration: number, line: Line): void {
  const beside = took - onTheLine(duration, line);
  if (!rest) rest = { mean: beside, stray: Math.max(FIRST_STRAY, Math.abs(beside) / 2) };
  rest.stray += GAIN * (Math.abs(beside - rest.mean) - rest.stray);
  rest.mean += GAIN * (beside - rest.mean);
}

/** How many seconds before its time the next one should be asked for. Before anything is known: in good time. */
export function mayTake(duration: number, line: Line): number {
  const fetching = onTheLine(duration, line);
  const takes = rest ? fetching + rest.mean + STRAYS * rest.stray : 0.2 + 2.5 * fetching;
  return Math.min(MOST, Math.max(LEAST, DECODING + takes));
}
