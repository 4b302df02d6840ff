// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { byDay, dayName } from './days.ts';

const now = new Date(2026, 2, 10, 9).getTime();

test.each([
  [new Date(2026, 2, 10, 0, 1), 'Today'],
  [new Date(2026, 2, 9, 23, 59), 'Yesterday'],
  [new Date(2026, 2, 8, 12), 'March 8'],
  [new Date(2025, 11, 31, 12), 'December 31, 2025'],
  // A clock that is wrong: the service is ahead of this device.
  [new Date(2026, 2, 11, 1), 'Today'],
])('%s is %s', (at, name) => expect(dayName(at.getTime(), now)).toBe(name));

test('entries of one day stand together', () => {
  const at = (updated_at_ms: number) => ({ updated_at_ms });
  const today = Date.now();
  expect(byDay([at(today), at(today - 1), at(today - 10 * 86_400_000)]).map(({ entries }) => entries.length)).toEqual([
    2, 1,
  ]);
});
