/** How far a finger may tremble and still tap, in CSS pixels. */
const SLOP = 8;
const TAP_MS = 300;
/** A flick this fast moves on, however short; a slow drag has to cover a part of the height. */
const FLICK_PX_PER_MS = 0.35;
const FAR = 0.22;
/** Only the last moments of a drag say how fast it was. */
const RECENT_MS = 80;

export type Gesture = {
  tap: () => void;
  /** The finger has begun to move the feed. */
  grab: () => void;
  drag: (dy: number) => void;
  /** −1 the one before, 0 back to rest, 1 the next. */
  release: (step: -1 | 0 | 1) => void;
};

/** Where a drag ends: `dy` in pixels (up is negative), `speed` in pixels a millisecond. */
export function decide(dy: number, speed: number, height: number): -1 | 0 | 1 {
  const flick = Math.abs(speed) >= FLICK_PX_PER_MS && Math.sign(speed) === Math.sign(dy);
  if (!flick && Math.abs(dy) < height * FAR) return 0;
  // A finger that turned round at the end has changed its mind.
  if (!flick && Math.abs(speed) >= FLICK_PX_PER_MS) return 0;
  return dy < 0 ? 1 : -1;
}

/** One recogniser for the stage: a press is a tap or a vertical drag, never both; sideways belongs to the browser. */
export function recognise(element: HTMLElement, gesture: Gesture, life: AbortSignal): void {
  let press: { id: number; x: number; y: number; at: number; target: EventTarget | null } | undefined;
  let dragging = false;
  let trail: { y: number; at: number }[] = [];

  const listen = <K extends 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel'>(
    type: K,
    listener: (event: PointerEvent) => void,
  ) => element.addEventListener(type, listener, { signal: life });

  listen('pointerdown', (event) => {
    if (press || !event.isPrimary || event.button !== 0 || keepsItsDrags(event.target)) return;
    press = { id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp, target: event.target };
    trail = [{ y: event.clientY, at: event.timeStamp }];
  });

  listen('pointermove', (event) => {
    if (event.pointerId !== press?.id) return;
    const dy = event.clientY - press.y;
    if (!dragging && Math.abs(dy) > SLOP && Math.abs(dy) > Math.abs(event.clientX - press.x)) {
      dragging = true;
      element.setPointerCapture(event.pointerId);
      gesture.grab();
    }
    if (!dragging) return;
    trail = [...trail.filter(({ at }) => event.timeStamp - at < RECENT_MS), { y: event.clientY, at: event.timeStamp }];
    gesture.drag(dy);
  });

  listen('pointerup', (event) => {
    if (event.pointerId !== press?.id) return;
    const { x, y, at, target } = press;
    const dy = event.clientY - y;
    if (dragging) {
      const first = trail.find((point) => event.timeStamp - point.at < RECENT_MS);
      const speed = first ? (event.clientY - first.y) / Math.max(1, event.timeStamp - first.at) : 0;
      gesture.release(decide(dy, speed, element.clientHeight));
    } else if (event.timeStamp - at < TAP_MS && Math.hypot(event.clientX - x, dy) <= SLOP && !isPressable(target)) {
      gesture.tap();
    }
    press = undefined;
    dragging = false;
  });

  listen('pointercancel', (event) => {
    if (event.pointerId !== press?.id) return;
    if (dragging) gesture.release(0);
    press = undefined;
    dragging = false;
  });
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input, [role=alert]') !== null;
}

function keepsItsDrags(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input') !== null;
}
