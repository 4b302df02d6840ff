import { chooseSound, muted } from '../playback/sound.ts';
import { recognise } from './gesture.ts';
import type { Stage } from './stage.ts';
import { WheelSteps } from './wheel.ts';

const SEEK_SECONDS = 5;

/** Finger, wheel and keys all end in the same few calls of the stage. */
export function bindInputs(root: HTMLElement, stage: Stage, life: AbortSignal): void {
  recognise(
    root,
    {
      tap: () => stage.toggle(),
      grab: () => stage.grab(),
      drag: (dy) => stage.drag(dy),
      release: (step) => stage.step(step),
    },
    life,
  );
  const steps = new WheelSteps();
  root.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      if (event.ctrlKey) return;
      const step = steps.push(event.deltaY, event.deltaMode, event.timeStamp);
      if (step !== 0) stage.step(step);
    },
    { signal: life, passive: false },
  );
  root.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && stage.wake(), { signal: life });
  root.addEventListener('focusin', () => stage.wake(), { signal: life });
  window.addEventListener('keydown', (event) => onKey(event, stage), { signal: life });
}

function onKey(event: KeyboardEvent, stage: Stage): void {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || stage.sheet.peek()) return;
  const pressed = target instanceof Element && target.closest('button, a, select');
  // A focused button keeps its own keys; the others still move the feed.
  if (pressed && (event.key === ' ' || event.key === 'Enter')) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act(stage);
}

const keys: { [key: string]: (stage: Stage) => void } = {
  ArrowDown: (stage) => stage.step(1),
  PageDown: (stage) => stage.step(1),
  ArrowUp: (stage) => stage.step(-1),
  PageUp: (stage) => stage.step(-1),
  // Time runs from left to right in every language.
  ArrowRight: (stage) => stage.seekBy(SEEK_SECONDS),
  ArrowLeft: (stage) => stage.seekBy(-SEEK_SECONDS),
  ' ': (stage) => stage.toggle(),
  k: (stage) => stage.toggle(),
  m: () => chooseSound(muted.peek()),
  c: (stage) => stage.toggleSubtitles(),
};
