import { computed, signal } from '@preact/signals';
import { keep, kept } from '../kept.ts';
import { dear } from '../network.ts';

export type SaverChoice = 'auto' | 'on' | 'off';

const isChoice = (word: string | undefined): word is SaverChoice => word === 'auto' || word === 'on' || word === 'off';
const before = kept('saver');

/** What the viewer wants of the data saver; by itself it looks at the connection. */
export const saverChoice = signal<SaverChoice>(isChoice(before) ? before : 'auto');

/** Whether bytes are saved now: 360p, and nothing ahead but the start of the next episode. */
export const saver = computed(() => (saverChoice.value === 'auto' ? dear.value : saverChoice.value === 'on'));

export function chooseSaver(choice: SaverChoice): void {
  saverChoice.value = choice;
  keep('saver', choice);
}

/** Media of one day of this device. `day` as `2026-11-25`, by its own clock. */
export type Used = { day: string; bytes: number; episodes: number };

export function today(now = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What was kept, if it is whole and of this day. */
export function usedOf(day: string, text: string | undefined): Used {
  try {
    const read: Partial<Used> = JSON.parse(text ?? '{}');
    const { bytes, episodes } = read;
    const whole = read.day === day && Number.isSafeInteger(bytes) && Number.isSafeInteger(episodes);
    if (whole && typeof bytes === 'number' && typeof episodes === 'number') return { day, bytes, episodes };
  } catch {
    // Somebody else wrote there: begin anew.
  }
  return { day, bytes: 0, episodes: 0 };
}

/** What came today. A page may be open for longer than a day, and beside another one: only what is kept is true. */
export function usedToday(): Used {
  return usedOf(today(), kept('used'));
}

export function countBytes(bytes: number): void {
  const now = usedToday();
  note({ ...now, bytes: now.bytes + bytes });
}

/** An episode was begun. */
export function countEpisode(): void {
  const now = usedToday();
  note({ ...now, episodes: now.episodes + 1 });
}

function note(used: Used): void {
  keep('used', JSON.stringify(used));
}
