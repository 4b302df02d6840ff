import { expect, test } from 'vitest';
import { renewInMs, withTicket } from './grants.ts';

test('a request goes out with the newest ticket, whatever the playlist named', () => {
  expect(withTicket('http://a.test/s/old/v1/feed/3.m4s', 'new')).toBe('http://a.test/s/new/v1/feed/3.m4s');
  expect(withTicket('/m/old/master.m3u8', 'new')).toBe('/m/new/master.m3u8');
  expect(withTicket('/e/old/v/feed/init.mp4', 'new')).toBe('/e/new/v/feed/init.mp4');
  expect(withTicket('/k/old/key', 'new')).toBe('/k/new/key');
  expect(withTicket('/i/poster.png', 'new')).toBe('/i/poster.png');
});

test('a ticket is renewed a minute before its end, a short one half way', () => {
  const lasting = (ms: number) => ({
    view_id: 'v',
    ticket: 't',
    expires_at_ms: Date.now() + ms,
    master: '',
    start: '',
    duration_ms: 1,
    video: [],
    audio: [],
    subtitles: [],
  });
  expect(renewInMs(lasting(600_000))).toBeCloseTo(540_000, -2);
  expect(renewInMs(lasting(60_000))).toBeCloseTo(30_000, -2);
  expect(renewInMs(lasting(-1))).toBeLessThan(0);
});
