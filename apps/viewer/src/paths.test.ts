import { expect, test } from 'vitest';
import { feedStart, paths } from './paths.ts';

test('addresses stay as they were given out', () => {
  expect(paths.feed()).toBe('/');
  expect(paths.series('the-lantern-debt')).toBe('/series/the-lantern-debt');
  expect(paths.watch('the-lantern-debt', 12)).toBe('/watch/the-lantern-debt/12');
  expect(paths.watch('灯债/?', 1)).toBe('/watch/%E7%81%AF%E5%80%BA%2F%3F/1');
});

test('an address of the feed says where it begins', () => {
  expect(feedStart(paths.feed())).toEqual({});
  expect(feedStart(paths.watch('灯债/?', 12))).toEqual({ series: '灯债/?', episode: '12' });
  for (const other of [paths.series('debt'), '/watch/debt', '/watch/%/1', '/nothing']) {
    expect(feedStart(other), other).toBeUndefined();
  }
});
