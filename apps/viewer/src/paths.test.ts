// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { feedStart, isReadable, momentOf, ownAddress, paths, seriesAt, tabOf } from './paths.ts';

test('the page of a series says which', () => {
  expect(seriesAt(paths.series('灯债'))).toBe('灯债');
  for (const other of ['/series', '/series/%', '/series/a/b', '/watch/a/1'])
    expect(seriesAt(other), other).toBeUndefined();
});

test('tabs belong to places', () => {
  expect(tabOf('/', 'home')).toBe('home');
  expect(tabOf('/', 'for-you')).toBe('for-you');
  expect(tabOf('/history', 'home')).toBe('list');
  expect(tabOf('/profile/privacy', 'home')).toBe('profile');
  expect(tabOf('/genre/revenge', 'for-you')).toBe('home');
  expect(tabOf('/watch/debt/1', 'home')).toBe('none');
});

test('a way back from outside stays with us', () => {
  expect(ownAddress('/list?a=1')).toBe('/list?a=1');
  for (const foreign of [null, '', 'list', 'https://example.org/', '//example.org/', '/\\example.org']) {
    expect(ownAddress(foreign), String(foreign)).toBeUndefined();
  }
});

test('addresses stay as they were given out', () => {
  expect(paths.feed()).toBe('/');
  expect(paths.forYou()).toBe('/for-you');
  expect(paths.series('the-lantern-debt')).toBe('/series/the-lantern-debt');
  expect(paths.watch('the-lantern-debt', 12)).toBe('/watch/the-lantern-debt/12');
  expect(paths.watch('灯债/?', 1)).toBe('/watch/%E7%81%AF%E5%80%BA%2F%3F/1');
  expect(paths.moment('the-lantern-debt', 12, 41.9)).toBe('/watch/the-lantern-debt/12?t=41');
  expect(paths.embed('the-lantern-debt', 12)).toBe('/embed/the-lantern-debt/12');
});

test('an address of the feed says where it begins', () => {
  expect(feedStart(paths.feed())).toEqual({});
  expect(feedStart(paths.forYou())).toEqual({});
  expect(feedStart(paths.watch('灯债/?', 12))).toEqual({ series: '灯债/?', episode: '12' });
  expect(feedStart(paths.embed('debt', 2))).toEqual({ series: 'debt', episode: '2' });
  expect(feedStart('/embed/debt')).toEqual({ series: 'debt' });
  for (const other of [paths.series('debt'), '/watch/debt', '/watch/%/1', '/embed', '/embed/%', '/nothing']) {
    expect(feedStart(other), other).toBeUndefined();
  }
});

test.each([
  ['?t=41', 41],
  ['?lang=ar&t=0', 0],
  ['', undefined],
  ['?t=', undefined],
  ['?t=-3', undefined],
  ['?t=1e9', undefined],
  ['?t=1234567', undefined],
  ['?t=soon', undefined],
])('the moment of %s is %s', (search, seconds) => {
  expect(momentOf(search)).toBe(seconds);
});

test('an address with a broken percent sign cannot be read', () => {
  expect(isReadable('/watch/%E7%81%AF/1')).toBe(true);
  expect(isReadable('/watch/%E0%A4%A/1')).toBe(false);
});
