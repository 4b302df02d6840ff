/** A notch of a mouse wheel is about 100 px; a trackpad adds up to this before it counts. */
const ENOUGH = 40;
/** Silence after which the next turn is a new one. */
const QUIET_MS = 160;
/** The feed takes one step in this time at most, whatever the wheel says. */
const REST_MS = 200;
const LINE_PX = 16;

type Turn = Pick<WheelEvent, 'ctrlKey' | 'deltaY' | 'deltaMode' | 'timeStamp'>;

/** Sorts wheel events into steps: one a notch, one a swipe on a trackpad, none for the roll-out after it. */
export class WheelSteps {
  #sum = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  #steppedAt = Number.NEGATIVE_INFINITY;
  #lastSize = 0;
  #spent = false;

  /** With the key that zooms it is no step. */
  hear({ ctrlKey, deltaY, deltaMode, timeStamp }: Turn): -1 | 0 | 1 {
    return ctrlKey ? 0 : this.push(deltaY, deltaMode, timeStamp);
  }

  /** `mode` is `WheelEvent.deltaMode`: pixels, lines or pages. Answers −1, 0 or 1. */
  push(delta: number, mode: number, at: number): -1 | 0 | 1 {
    const pixels = mode === 0 ? delta : delta * (mode === 1 ? LINE_PX * 3 : 800);
    const size = Math.abs(pixels);
    const quiet = at - this.#lastAt > QUIET_MS;
    const rested = at - this.#steppedAt > REST_MS;
    // The roll-out only ever slows down: a push as hard as a notch again, or harder, is meant.
    const pushed =
      rested && size >= ENOUGH && (size > this.#lastSize * 1.5 || (size >= 100 && size === this.#lastSize));
    if (quiet || pushed || Math.sign(pixels) !== Math.sign(this.#sum)) {
      this.#sum = 0;
      if (quiet || pushed) this.#spent = false;
    }
    this.#sum += pixels;
    this.#lastAt = at;
    this.#lastSize = size;
    if (this.#spent || !rested || Math.abs(this.#sum) < ENOUGH) return 0;
    this.#spent = true;
    this.#steppedAt = at;
    return this.#sum > 0 ? 1 : -1;
  }
}
