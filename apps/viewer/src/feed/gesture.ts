/** How far a finger may tremble and still tap or hold, in CSS pixels. */
const SLOP = 8;
/** A second tap this near and this soon belongs to the first. */
const DOUBLE_PX = 48;
const DOUBLE_MS = 250;
/** A finger that rests this long holds. */
const HOLD_MS = 400;
/** A flick this fast moves on, however short; a slow drag has to cover a part of the height. */
const FLICK_PX_PER_MS = 0.35;
const FAR = 0.22;
/** Only the last moments of a drag say how fast it was. */
const RECENT_MS = 80;

export type Step = -1 | 0 | 1;

/** What the fingers meant. */
export type Gesture =
  | { is: 'tap' }
  | { is: 'double-tap'; x: number; y: number }
  | { is: 'hold' }
  | { is: 'let-go' }
  /** The finger has begun to move the feed. */
  | { is: 'grab' }
  /** `step`: what letting go now would mean. */
  | { is: 'drag'; dy: number; step: Step }
  /** −1 the one before, 0 back to rest, 1 the next. */
  | { is: 'release'; step: Step };

export type Touch = { id: number; x: number; y: number; at: number };

type Press = Touch & { is: 'pressed' | 'dragging' | 'holding' | 'spent'; onControl: boolean; trail: Touch[] };
type Tap = Touch & { counted: boolean };

/** Where a drag ends: `dy` in pixels (up is negative), `speed` in pixels a millisecond. */
export function decide(dy: number, speed: number, height: number): Step {
  const flick = Math.abs(speed) >= FLICK_PX_PER_MS && Math.sign(speed) === Math.sign(dy);
  if (!flick && Math.abs(dy) < height * FAR) return 0;
  // A finger that turned round at the end has changed its mind.
  if (!flick && Math.abs(speed) >= FLICK_PX_PER_MS) return 0;
  return dy < 0 ? 1 : -1;
}

/**
 * Sorts touches into tap, double tap, hold and vertical drag; sideways belongs to the browser. It has no clock of its
 * own: touches bring their times, and whoever drives it calls `tick` at `due`.
 */
export class Recogniser {
  readonly #tell: (gesture: Gesture) => void;
  readonly #height: () => number;
  #press: Press | undefined;
  #tap: Tap | undefined;

  constructor(height: () => number, tell: (gesture: Gesture) => void) {
    this.#height = height;
    this.#tell = tell;
  }

  /** When the next thing happens though nobody moves. */
  get due(): number | undefined {
    const hold = this.#press?.is === 'pressed' && !this.#press.onControl ? this.#press.at + HOLD_MS : undefined;
    const tap = this.#tap ? this.#tap.at + DOUBLE_MS : undefined;
    return hold === undefined || tap === undefined ? (hold ?? tap) : Math.min(hold, tap);
  }

  down(touch: Touch, onControl: boolean): void {
    this.tick(touch.at);
    const other = this.#press;
    if (other?.is === 'dragging') {
      // Two thumbs take turns: the flick of the first counts though it has not left yet.
      this.#settle(other, other.trail.at(-1) ?? other);
    } else if (other?.is === 'pressed') {
      // Two fingers at once are a pinch.
      other.is = 'spent';
      return;
    } else if (other) return;
    this.#press = { ...touch, is: 'pressed', onControl, trail: [touch] };
  }

  move(touch: Touch): void {
    this.tick(touch.at);
    const press = this.#press;
    if (press?.id !== touch.id) return;
    if (press.is === 'pressed') this.#begin(press, touch);
    if (press.is !== 'dragging') return;
    press.trail = [...press.trail.filter(({ at }) => touch.at - at < RECENT_MS), touch];
    this.#tell({ is: 'drag', dy: touch.y - press.y, step: this.#meant(press, touch) });
  }

  up(touch: Touch): void {
    this.tick(touch.at);
    const press = this.#press;
    if (press?.id !== touch.id) return;
    // A flick may be over before a single move was told.
    if (press.is === 'pressed') this.#begin(press, touch);
    this.#press = undefined;
    if (press.is === 'dragging') this.#settle(press, touch);
    else if (press.is === 'holding') this.#tell({ is: 'let-go' });
    else if (press.is === 'pressed' && !press.onControl) this.#tapped(touch);
  }

  cancel(id: number): void {
    const press = this.#press;
    if (press?.id !== id) return;
    this.#press = undefined;
    if (press.is === 'dragging') this.#tell({ is: 'release', step: 0 });
    if (press.is === 'holding') this.#tell({ is: 'let-go' });
  }

  tick(at: number): void {
    if (this.#tap && at >= this.#tap.at + DOUBLE_MS) {
      const { counted } = this.#tap;
      this.#tap = undefined;
      if (!counted) this.#tell({ is: 'tap' });
    }
    const press = this.#press;
    if (press?.is === 'pressed' && !press.onControl && at >= press.at + HOLD_MS) {
      press.is = 'holding';
      this.#tell({ is: 'hold' });
    }
  }

  #begin(press: Press, { x, y }: Touch): void {
    const [dx, dy] = [Math.abs(x - press.x), Math.abs(y - press.y)];
    if (Math.max(dx, dy) <= SLOP) return;
    press.is = dy > dx ? 'dragging' : 'spent';
    // Whoever taps and swipes at once wants the next episode, not a pause.
    this.#tap = undefined;
    if (press.is === 'dragging') this.#tell({ is: 'grab' });
  }

  #settle(press: Press, end: Touch): void {
    this.#tell({ is: 'release', step: this.#meant(press, end) });
  }

  #meant(press: Press, end: Touch): Step {
    const first = press.trail.find(({ at }) => end.at - at < RECENT_MS);
    const speed = first ? (end.y - first.y) / Math.max(1, end.at - first.at) : 0;
    return decide(end.y - press.y, speed, this.#height());
  }

  #tapped(touch: Touch): void {
    const second = this.#tap && Math.hypot(touch.x - this.#tap.x, touch.y - this.#tap.y) <= DOUBLE_PX;
    if (this.#tap && !this.#tap.counted && !second) this.#tell({ is: 'tap' });
    // Each further tap in the same rhythm is one more heart, never a pause.
    this.#tap = { ...touch, counted: second === true };
    if (second) this.#tell({ is: 'double-tap', x: touch.x, y: touch.y });
  }
}

/** Feeds the pointers of an element to a recogniser of its own. */
export function recognise(element: HTMLElement, tell: (gesture: Gesture) => void, life: AbortSignal): void {
  let timer = 0;
  let captured = -1;
  const recogniser = new Recogniser(
    () => element.clientHeight,
    (gesture) => {
      if (gesture.is === 'grab' && captured >= 0) element.setPointerCapture(captured);
      tell(gesture);
    },
  );
  const wait = () => {
    clearTimeout(timer);
    const { due } = recogniser;
    if (due === undefined) return;
    timer = window.setTimeout(
      () => {
        recogniser.tick(Math.max(due, performance.now()));
        wait();
      },
      Math.max(0, due - performance.now()),
    );
  };
  const listen = (
    type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
    take: (touch: Touch, event: PointerEvent) => void,
  ) =>
    element.addEventListener(
      type,
      (event) => {
        captured = event.pointerId;
        take({ id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp }, event);
        wait();
      },
      { signal: life },
    );
  listen('pointerdown', (touch, { button, target }) => {
    if (button === 0 && !keepsItsDrags(target)) recogniser.down(touch, isControl(target));
  });
  listen('pointermove', (touch) => recogniser.move(touch));
  listen('pointerup', (touch) => recogniser.up(touch));
  listen('pointercancel', ({ id }) => recogniser.cancel(id));
  element.addEventListener(
    'contextmenu',
    // A finger that holds means 2×, not a menu; links keep theirs.
    (event) =>
      event instanceof PointerEvent &&
      event.pointerType === 'touch' &&
      !isControl(event.target) &&
      event.preventDefault(),
    { signal: life },
  );
  life.addEventListener('abort', () => clearTimeout(timer));
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input, [role=alert]') !== null;
}

function keepsItsDrags(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input') !== null;
}
