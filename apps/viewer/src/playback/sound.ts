import { signal } from '@preact/signals';
import { keep, kept } from '../kept.ts';

/** Whether sound is off now. */
export const muted = signal(kept('sound') === 'off');
/** Sound was wanted, but the browser lets nothing play aloud before the first tap. */
export const silenced = signal(false);

export function chooseSound(on: boolean): void {
  turnSound(on);
  keep('sound', on ? 'on' : 'off');
}

/** Without a choice to remember: the page around us asks for it. */
export function turnSound(on: boolean): void {
  silenced.value = false;
  muted.value = !on;
}

/** The browser's rule, not the viewer's wish: it is not remembered. */
export function silence(): void {
  silenced.value = true;
  muted.value = true;
}
