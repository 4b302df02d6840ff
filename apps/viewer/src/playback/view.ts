import type { ViewState } from '@cliffhanger/api-client/types';

/** An episode lasts 180 s at most: a bit for each second, and a few to spare. */
const SECONDS = 192;
/** A second was shown when half of it was. */
const SHOWN_MS = 500;
/** A second showing of the same second begins where the first was whole. */
const AGAIN_MS = 1500;
/** Media time that jumps further than this between two looks was sought, not shown. */
const JUMP_SECONDS = 1;
const ERRORS = 8;

type Quality = ViewState['quality'];

/** What is counted of one view: which seconds were on screen, once and twice, and how well it went. */
export class View {
  readonly #shownMs = new Float64Array(SECONDS);
  readonly quality: Quality;
  positionMs = 0;
  ended = false;
  #at = 0;
  #stalledSince: number | undefined;

  constructor(facts: Pick<Quality, 'network' | 'saver'>) {
    this.quality = {
      startup_ms: null,
      stalls: 0,
      stalled_ms: 0,
      errors: [],
      bitrate_kbps: null,
      top_bitrate_kbps: null,
      played_ms: 0,
      swiped_away: false,
      prepared: false,
      ...facts,
    };
  }

  /** The picture stands at `seconds`, after a start or a jump: what lies before was not shown. */
  jump(seconds: number): void {
    this.#at = seconds;
  }

  /** The picture has run up to `seconds`. Answers how much of it was new to the eye. */
  run(seconds: number): number {
    const from = this.#at;
    this.#at = seconds;
    this.positionMs = Math.round(seconds * 1000);
    if (seconds <= from || seconds - from > JUMP_SECONDS) return 0;
    for (let second = Math.floor(from); second < Math.min(SECONDS, seconds); second++) {
      const part = Math.min(seconds, second + 1) - Math.max(from, second);
      this.#shownMs[second] = (this.#shownMs[second] ?? 0) + part * 1000;
    }
    this.quality.played_ms += Math.round((seconds - from) * 1000);
    return seconds - from;
  }

  /** Its first frame was seen so long after it was wanted. A frame's own time may lie a little before that. */
  appeared(afterMs: number): void {
    this.quality.startup_ms ??= Math.max(0, Math.round(afterMs));
  }

  stalled(now: number): void {
    if (this.#stalledSince !== undefined) return;
    this.#stalledSince = now;
    this.quality.stalls += 1;
  }

  goesOn(now: number): void {
    if (this.#stalledSince === undefined) return;
    this.quality.stalled_ms += Math.max(0, Math.round(now - this.#stalledSince));
    this.#stalledSince = undefined;
  }

  trouble(name: string): void {
    const { errors } = this.quality;
    if (errors.length < ERRORS && !errors.includes(name)) errors.push(name);
  }

  /** All of it, each time: the service merges what it gets, in whatever order. */
  state(ticket: string): ViewState {
    return {
      ticket,
      seconds: this.#bits(SHOWN_MS),
      again: this.#bits(AGAIN_MS),
      position_ms: this.positionMs,
      ended: this.ended,
      quality: { ...this.quality, errors: [...this.quality.errors] },
    };
  }

  #bits(least: number): string {
    const bytes = new Uint8Array(SECONDS / 8);
    for (const [second, ms] of this.#shownMs.entries()) {
      // A sum of many small parts is a little less than the whole.
      if (ms < least - 1) continue;
      const place = second >> 3;
      bytes[place] = (bytes[place] ?? 0) | (1 << (second & 7));
    }
    return btoa(String.fromCharCode(...bytes));
  }
}
