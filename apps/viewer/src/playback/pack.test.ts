import { describe, expect, test } from 'vitest';
import { addressOf, fromPack, inTheClear, type Pack, unpack } from './pack.ts';

const play = {
  view_id: 'v',
  ticket: 'tick',
  expires_at_ms: 0,
  master: '/m/tick/master.m3u8',
  start: '/p/tick/vid/en/feed/start',
  duration_ms: 1,
  video: [],
  audio: [],
  subtitles: [],
};
const dub = (track: string) => ({ track, language: track, name: track, original: false, default: false });

/** Lengths and parts as the service writes them. */
function packed(...parts: string[]): ArrayBuffer {
  const text = new TextEncoder();
  const bytes = parts.map((part) => text.encode(part));
  const whole = new Uint8Array(16 + bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 16;
  for (const [index, part] of bytes.entries()) {
    new DataView(whole.buffer).setUint32(index * 4, part.length);
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

describe('a start pack', () => {
  test('is four parts behind their lengths', () => {
    const parts = unpack(packed('head', 'hd', 'picture', 'sound'));
    expect(parts.map((part) => new TextDecoder().decode(part))).toEqual(['head', 'hd', 'picture', 'sound']);
  });

  test.each([0, 3, 15, 16, 20])('is unreadable when only %i bytes of it came', (length) => {
    expect(() => unpack(packed('head', 'hd', 'picture', 'sound').slice(0, length))).toThrow('unreadable');
  });

  test('is asked for with the sound of the dub', () => {
    expect(addressOf(play, dub('zh')).url).toBe('/p/tick/vid/zh/feed/start');
    expect(addressOf(play, dub('en')).url).toBe(play.start);
  });

  const [head, first] = [new Uint8Array([1]), new Uint8Array([2])];
  const pack: Pack = {
    video: { track: 'vid', head, first },
    audio: { track: 'en', head: new Uint8Array([3]), first: new Uint8Array([4]) },
    plan: 'feed',
    took: { first: 1, end: 2 },
  };

  test('answers for its own segments alone, under whatever ticket', () => {
    expect(fromPack(pack, 'http://a.test/s/other/vid/feed/init.mp4')).toBe(head);
    expect(fromPack(pack, 'http://a.test/s/tick/vid/feed/0.m4s')).toBe(first);
    expect(fromPack(pack, '/s/tick/en/feed/0.m4s')?.[0]).toBe(4);
    for (const url of [
      '/s/tick/vid/feed/1.m4s',
      '/s/tick/vid/feed/10.m4s',
      '/s/tick/vid/steady/0.m4s',
      '/s/tick/hd/feed/0.m4s',
      '/m/tick/vid/feed.m3u8',
    ]) {
      expect(fromPack(pack, url), url).toBeUndefined();
    }
  });

  test('needs no key where the playlist names one, and the segments after it keep theirs', () => {
    const lines = (...keys: string[]) =>
      keys.map((key, at) => `${key}#EXTINF:1.00000,\n/e/tick/vid/feed/${at}.m4s\n`).join('');
    const [zero, one] = ['#EXT-X-KEY:METHOD=AES-128,IV=0\n', '#EXT-X-KEY:METHOD=AES-128,IV=1\n'];
    expect(inTheClear(pack, '/m/tick/vid/feed.m3u8', lines(zero, one))).toBe(lines('', one));
    expect(inTheClear(pack, '/m/tick/vid/feed.m3u8', lines('', one)), 'clear already').toBe(lines('', one));
    expect(inTheClear(pack, '/m/tick/hd/feed.m3u8', lines(zero, one)), 'of another track').toBe(lines(zero, one));
  });
});
