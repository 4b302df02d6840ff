import { signal } from '@preact/signals';
import { keep, kept } from '../kept.ts';

/** Whether single letters do something: who dictates or types by accident switches them off. */
export const shortcuts = signal(kept('shortcuts') !== 'off');

export function chooseShortcuts(on: boolean): void {
  shortcuts.value = on;
  keep('shortcuts', on ? 'on' : 'off');
}
