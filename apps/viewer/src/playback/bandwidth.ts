import { keep, kept } from '../kept.ts';
import { believedBandwidth } from '../network.ts';

/** What is taken for true until something is known, in bits a second. */
const FIRST_GUESS = 2_000_000;
/** How much one start pack weighs beside all that came before. */
const WEIGHT = 0.4;
/** Less than this says more about the delay than about the bandwidth. */
const TELLING_BYTES = 20_000;

let estimate = Number(kept('bandwidth')) || undefined;

/** Bits a second, as the last episodes found them; carried over to the next and to the next visit. */
export function bandwidth(): number {
  return estimate ?? Math.min(FIRST_GUESS, believedBandwidth() ?? FIRST_GUESS);
}

/** What the player library has learnt, which has seen more than we. */
export function learnBandwidth(bits: number): void {
  if (!(bits > 0)) return;
  estimate = bits;
  keep('bandwidth', String(Math.round(bits)));
}

/** One answer: so many bytes in so many milliseconds. */
export function noteTransfer(bytes: number, ms: number): void {
  if (bytes < TELLING_BYTES || !(ms > 0)) return;
  const seen = (bytes * 8000) / ms;
  learnBandwidth(estimate === undefined ? seen : estimate * (1 - WEIGHT) + seen * WEIGHT);
}
