// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { isDear } from '../connection.ts';
import { chooseSaver, countBytes, countEpisode, saver, saverChoice, today, usedOf, usedToday } from './saver.ts';

test.each([
  [{ saveData: true }, true],
  [{ effectiveType: '3g' }, true],
  [{ effectiveType: 'slow-2g' }, true],
  [{ metered: true }, true],
  [{ effectiveType: '4g', saveData: false }, false],
  [{}, false],
])('a connection of %o makes bytes dear: %s', (connection, so) => {
  expect(isDear(connection)).toBe(so);
});

test('a choice beats what the connection says', () => {
  expect(saver.value).toBe(false);
  chooseSaver('on');
  expect(saver.value).toBe(true);
  chooseSaver('off');
  expect(saver.value).toBe(false);
  chooseSaver('auto');
  expect(saverChoice.value).toBe('auto');
});

test('bytes are counted by day and by episode', () => {
  countEpisode();
  countBytes(3_000_000);
  countEpisode();
  countBytes(1_000_000);
  expect(usedToday()).toEqual({ day: today(), bytes: 4_000_000, episodes: 2 });
});

test('a new day begins at nothing, and so does a note that nobody can read', () => {
  const day = today(new Date(2026, 10, 5));
  expect(day).toBe('2026-11-05');
  const kept = JSON.stringify({ day, bytes: 7, episodes: 1 });
  expect(usedOf(day, kept)).toEqual({ day, bytes: 7, episodes: 1 });
  for (const text of [kept.replace('05', '04'), '{', 'null', '[]', '{"day":"2026-11-05","bytes":"7"}', undefined]) {
    expect(usedOf(day, text), text).toEqual({ day, bytes: 0, episodes: 0 });
  }
});
