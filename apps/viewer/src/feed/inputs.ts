import { shortcuts } from '../playback/shortcuts.ts';
import { chooseSound, muted } from '../playback/sound.ts';
import { type Gesture, recognise } from './gesture.ts';
import { like, toggleLike } from './likes.ts';
import type { Stage } from './stage.ts';
import type { WheelSteps } from './wheel.ts';

const SEEK_SECONDS = 5;

/** Finger, wheel and keys all end in the same few calls of the stage. `wheel`: it may be turning already. */
export function bindInputs(root: HTMLElement, stage: Stage, wheel: WheelSteps, life: AbortSignal): void {
  recognise(root, (gesture) => follow(gesture, root, stage), life);
  root.addEventListener(
    'wheel',
    (event) => {
      if (scrollsByItself(event.target)) return;
      event.preventDefault();
      const step = wheel.hear(event);
      if (step !== 0) stage.step(step);
    },
    { signal: life, passive: false },
  );
  root.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && stage.wake(), { signal: life });
  root.addEventListener('focusin', () => stage.wake(), { signal: life });
  window.addEventListener('keydown', (event) => onKey(event, stage), { signal: life });
  window.addEventListener('keyup', (event) => onKeyUp(event, stage), { signal: life });
  window.addEventListener('blur', () => stage.hold(false), { signal: life });
}

/** What is marked for it scrolls where there is more of it than fits. */
function scrollsByItself(target: EventTarget | null): boolean {
  const list = target instanceof Element ? target.closest('[data-scrolls]') : null;
  return list !== null && list.scrollHeight > list.clientHeight;
}

function follow(gesture: Gesture, root: HTMLElement, stage: Stage): void {
  switch (gesture.is) {
    case 'tap':
      stage.toggle();
      break;
    case 'double-tap': {
      const box = root.getBoundingClientRect();
      stage.heartAt(gesture.x - box.x, gesture.y - box.y);
      like(stage);
      break;
    }
    case 'hold':
      stage.hold(true);
      break;
    case 'let-go':
      stage.hold(false);
      break;
    case 'grab':
      stage.grab();
      break;
    case 'drag':
      stage.drag(gesture.dy, gesture.step);
      break;
    case 'release':
      stage.step(gesture.step);
  }
}

/** What keeps its own keys while it has the focus. */
const PRESSABLE = 'button, a, select, input, textarea';

/** A sheet, or the gate of what is for adults: the feed under it has no keys. */
function underDialog(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

function onKey(event: KeyboardEvent, stage: Stage): void {
  const { target, key } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || underDialog()) return;
  const pressed = target instanceof Element && target.closest(PRESSABLE);
  // A focused button keeps its own keys; the others still move the feed.
  if (pressed && (key === ' ' || key === 'Enter')) return;
  if (key.length === 1 && key !== ' ' && !shortcuts.peek()) return;
  const act = keys[key];
  if (!act) return;
  event.preventDefault();
  act(stage, event.repeat);
}

/** The space bar pauses when it comes up, unless it was held meanwhile. */
function onKeyUp({ key, target }: KeyboardEvent, stage: Stage): void {
  const held = stage.fast.peek();
  if (key === ' ' || key === '>' || key === '.' || key === 'Shift') stage.hold(false);
  const pressed = target instanceof Element && target.closest(PRESSABLE);
  if (key === ' ' && !held && !pressed && !underDialog()) stage.toggle();
}

const keys: { [key: string]: (stage: Stage, repeat: boolean) => void } = {
  ArrowDown: (stage) => stage.step(1),
  PageDown: (stage) => stage.step(1),
  ArrowUp: (stage) => stage.step(-1),
  PageUp: (stage) => stage.step(-1),
  // Time runs from left to right in every language.
  ArrowRight: (stage) => stage.seekBy(SEEK_SECONDS),
  ArrowLeft: (stage) => stage.seekBy(-SEEK_SECONDS),
  ' ': (stage, repeat) => repeat && stage.hold(true),
  '>': (stage) => stage.hold(true),
  k: (stage, repeat) => repeat || stage.toggle(),
  l: (stage, repeat) => repeat || toggleLike(stage),
  m: (_, repeat) => repeat || chooseSound(muted.peek()),
  c: (stage, repeat) => repeat || stage.toggleSubtitles(),
  '?': (stage) => {
    stage.sheet.value = 'keys';
  },
};
