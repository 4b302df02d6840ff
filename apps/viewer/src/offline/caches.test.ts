import { expect, test } from 'vitest';
import { cacheOf, changesViewer, usableUntil } from './caches.ts';

test.each([
  ['/assets/index-DS7607Yu.js', 'assets'],
  ['/i/62c71741a9a6.jpg', 'pictures'],
  ['/icons/192.png', 'pictures'],
  ['/p/tick/video/audio/feed/start', 'packs'],
  ['/api/v1/home', 'answers'],
  ['/api/v1/feed', 'answers'],
  ['/api/v1/series', 'answers'],
  ['/api/v1/series/the-lantern-debt', 'answers'],
  ['/api/v1/storefront', 'answers'],
])('%s is kept among the %s', (path, kept) => {
  expect(cacheOf(path)).toBe(kept);
});

test.each([
  '/k/tick/key',
  '/e/tick/track/feed/0.m4s',
  '/s/tick/track/feed/0.m4s',
  '/m/tick/master.m3u8',
  '/p/tick/video/audio/feed/start/more',
  '/api/v1/me',
  '/api/v1/me/export',
  '/api/v1/wallet',
  '/api/v1/purchases',
  '/api/v1/episodes/ep_1/play',
  '/api/v1/episodes/ep_1/unlock',
  '/api/v1/series/ser_1/place',
  '/mailbox',
  '/sw.js',
  '/',
])('%s is never kept', (path) => {
  expect(cacheOf(path)).toBeUndefined();
});

test.each([
  ['POST', '/api/v1/me/sign-in', true],
  ['POST', '/api/v1/me/passkey-sign-in', true],
  ['POST', '/api/v1/me/passkey-sign-in/begin', false],
  ['POST', '/api/v1/me/sign-out', true],
  ['DELETE', '/api/v1/me', true],
  ['POST', '/api/v1/me/sign-in-links', false],
  ['PATCH', '/api/v1/me', false],
  ['GET', '/api/v1/me/sign-in', false],
])('%s %s changes the viewer: %s', (method, path, changes) => {
  expect(changesViewer(method, path)).toBe(changes);
});

test('a start pack is dead with its ticket', () => {
  const date = 'Wed, 25 Nov 2026 07:00:00 GMT';
  const until = (headers: Record<string, string>) => usableUntil(new Headers(headers));
  expect(until({ date, 'cache-control': 'private, max-age=90, immutable' })).toBe(Date.parse(date) + 90_000);
  expect(until({ date, 'cache-control': 'private, max-age=0' })).toBe(Date.parse(date));
  expect(until({ date })).toBe(0);
  expect(until({ 'cache-control': 'max-age=90' })).toBe(0);
});
