import { perLanguage } from '../words/per-language.ts';
import { locale } from '../words/words.ts';

const DAY_MS = 86_400_000;
const PARTS = { day: 'numeric', month: 'long' } as const;

const relative = perLanguage((tag) => new Intl.RelativeTimeFormat([tag], { numeric: 'auto' }));
const dates = perLanguage((tag) => new Intl.DateTimeFormat([tag], PARTS));
const datesWithYear = perLanguage((tag) => new Intl.DateTimeFormat([tag], { ...PARTS, year: 'numeric' }));

/** A day in words: today, yesterday, then its date. */
export function dayName(at: number, now = Date.now()): string {
  const ago = Math.round((midnight(now) - midnight(at)) / DAY_MS);
  if (ago < 2) {
    const name = relative(locale.value).format(-Math.max(0, ago), 'day');
    return name.charAt(0).toLocaleUpperCase(locale.value) + name.slice(1);
  }
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? dates : datesWithYear)(locale.value).format(at);
}

/** A clock change makes a day of 23 or 25 hours; rounding takes care of it. */
function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Entries that follow each other, by day. */
export function byDay<E extends { updated_at_ms: number }>(entries: readonly E[]): { day: string; entries: E[] }[] {
  const days: { day: string; entries: E[] }[] = [];
  for (const entry of entries) {
    const day = dayName(entry.updated_at_ms);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
