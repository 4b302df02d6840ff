// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { fromPack, inTheClear, type Pack, packAddress, partsOf } from './pack.ts';

const play = {
  view_id: 'v',
  ticket: 'tick',
  expires_at_ms: 0,
  master: '/m/tick/master.m3u8',
  encrypted: false,
  start: '/p/tick/vid/en/feed/start',
  duration_ms: 1,
  video: [],
  audio: [],
  subtitles: [],
};

describe('a start pack', () => {
  test('is asked for with another picture and the sound of a dub', () => {
    expect(packAddress(play, 'hd', 'zh')).toBe('/p/tick/hd/zh/feed/start');
    expect(packAddress(play, 'vid', 'en')).toBe(play.start);
    expect(partsOf(play.start)).toEqual({ ticket: 'tick', video: 'vid', audio: 'en', plan: 'feed' });
  });

  const [head, first] = [new Uint8Array([1]), new Uint8Array([2])];
  const pack: Pack = {
    video: { track: 'vid', head, segments: [first, new Uint8Array([5])] },
    audio: { track: 'en', head: new Uint8Array([3]), segments: [new Uint8Array([4])] },
    plan: 'feed',
    bytes: 0,
    took: { first: 1, end: 2 },
  };

  test('answers for its own segments alone, under whatever ticket', () => {
    expect(fromPack(pack, 'http://a.test/s/other/vid/feed/init.mp4')).toBe(head);
    expect(fromPack(pack, 'http://a.test/s/tick/vid/feed/0.m4s')).toBe(first);
    expect(fromPack(pack, '/s/tick/en/feed/0.m4s')?.[0]).toBe(4);
    expect(fromPack(pack, '/s/tick/vid/feed/1.m4s')?.[0], 'what was added to it').toBe(5);
    expect(fromPack(pack, '/e/tick/vid/feed/0.m4s'), 'its key is taken out').toBe(first);
    expect(fromPack(pack, '/e/tick/vid/feed/1.m4s'), 'for this one the library has a key').toBeUndefined();
    const smaller: NonNullable<Pack['other']> = { track: 'sd', head, segments: [] };
    smaller.segments[1] = new Uint8Array([6]);
    const gone = { ...pack, other: smaller };
    expect(fromPack(gone, '/s/tick/sd/feed/1.m4s')?.[0], 'in a smaller picture').toBe(6);
    expect(fromPack(gone, '/s/tick/sd/feed/0.m4s'), 'which has no beginning').toBeUndefined();
    for (const url of [
      '/s/tick/vid/feed/2.m4s',
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
      keys.map((key, at) => `${key}#EXT-X-BITRATE:700\n#EXTINF:1.00000,\n/e/tick/vid/feed/${at}.m4s\n`).join('');
    const [zero, one] = ['#EXT-X-KEY:METHOD=AES-128,IV=0\n', '#EXT-X-KEY:METHOD=AES-128,IV=1\n'];
    expect(inTheClear(pack, '/m/tick/vid/feed.m3u8', lines(zero, one))).toBe(lines('', one));
    expect(inTheClear(pack, '/m/tick/vid/feed.m3u8', lines('', one)), 'clear already').toBe(lines('', one));
    expect(inTheClear(pack, '/m/tick/hd/feed.m3u8', lines(zero, one)), 'of another track').toBe(lines(zero, one));
  });
});
