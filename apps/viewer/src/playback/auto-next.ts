import { signal } from '@preact/signals';
import { keep, kept } from '../kept.ts';

/** Whether the feed goes on by itself when an episode is over. */
export const autoNext = signal(kept('auto-next') !== 'off');

export function chooseAutoNext(on: boolean): void {
  autoNext.value = on;
  keep('auto-next', on ? 'on' : 'off');
}
