const MOVE_MS = 280;
const FADE_MS = 100;
const EASE = 'cubic-bezier(.2,.8,.2,1)';

/** Moves the track of cards: under the finger by a custom property, to rest by one animation of `transform`. */
export class TrackMotion {
  readonly #track: HTMLElement;
  #rest = 0;
  #animation: Animation | undefined;

  constructor(track: HTMLElement) {
    this.#track = track;
  }

  /** The finger takes the track where it is, also in mid-flight. Answers how far from rest that is, in pixels. */
  grab(): number {
    const off = this.#now() - this.#at(this.#rest);
    this.#animation?.cancel();
    this.#animation = undefined;
    this.drag(off);
    return off;
  }

  drag(dy: number): void {
    this.#track.style.setProperty('--drag', `${dy}px`);
  }

  /** Brings the stop `index` to rest from wherever the track is. Far jumps cut: what lies between is not drawn. */
  moveTo(index: number): void {
    const from = this.#now();
    const near = Math.abs(index - this.#rest) <= 1;
    this.#rest = index;
    const to = this.#at(index);
    this.#animation?.cancel();
    this.#animation = undefined;
    this.#track.style.setProperty('--stage', String(index));
    this.drag(0);
    if (!near) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#animation = this.#track.animate([{ opacity: 0 }, { opacity: 1 }], FADE_MS);
    } else if (from !== to) {
      const frames = [{ transform: `translateY(${from}px)` }, { transform: `translateY(${to}px)` }];
      this.#animation = this.#track.animate(frames, { duration: MOVE_MS, easing: EASE });
    }
  }

  #at(index: number): number {
    return -index * this.#track.clientHeight;
  }

  #now(): number {
    const { transform } = getComputedStyle(this.#track);
    return transform === 'none' ? 0 : new DOMMatrixReadOnly(transform).m42;
  }
}
