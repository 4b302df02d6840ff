import { expect, test } from 'vitest';
import { clock } from './clock.ts';
import { stillAt } from './storyboard.ts';

const board = { url: '', columns: 5, rows: 3, tile_width: 90, tile_height: 160, interval_ms: 2000, count: 12 };

test('a moment finds its still, and the ends hold', () => {
  expect(stillAt(board, 0)).toEqual({ column: 0, row: 0 });
  expect(stillAt(board, 11.9)).toEqual({ column: 0, row: 1 });
  expect(stillAt(board, 999)).toEqual({ column: 1, row: 2 });
  expect(stillAt(board, -1)).toEqual({ column: 0, row: 0 });
});

test('a clock counts minutes and seconds', () => {
  expect(clock(0)).toBe('0:00');
  expect(clock(83.9)).toBe('1:23');
  expect(clock(-3)).toBe('0:00');
});
