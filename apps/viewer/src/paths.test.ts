import { expect, test } from 'vitest';
import { paths } from './paths.ts';

test('addresses stay as they were given out', () => {
  expect(paths.feed()).toBe('/');
  expect(paths.series('the-lantern-debt')).toBe('/series/the-lantern-debt');
  expect(paths.watch('the-lantern-debt', 12)).toBe('/watch/the-lantern-debt/12');
  expect(paths.watch('灯债/?', 1)).toBe('/watch/%E7%81%AF%E5%80%BA%2F%3F/1');
});
