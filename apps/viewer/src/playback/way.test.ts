import { expect, test } from 'vitest';
import { sourceOf, wayToPlay } from './way.ts';

/** A media source that takes the types that begin so. */
const takes = (...begins: string[]) => ({
  isTypeSupported: (type: string) => begins.some((begin) => type.startsWith(begin)),
});
const all = takes('video/mp4', 'audio/mp4');
const sound = { track: 'en', language: 'en', name: 'English', original: true, default: true };
const picture = { track: 'v', width: 540, height: 960, bandwidth: 1, codecs: 'avc1.64001f' };
const play = { video: [picture], audio: [sound] };

test('most browsers take parts by MediaSource', () => {
  expect(wayToPlay(play, { MediaSource: all })).toBe('parts');
  expect(sourceOf({ MediaSource: all, ManagedMediaSource: takes() })).toBe(all);
});

test('an iPhone takes them by ManagedMediaSource', () => {
  expect(wayToPlay(play, { ManagedMediaSource: all })).toBe('parts');
  expect(sourceOf({ ManagedMediaSource: all })).toBe(all);
});

test('what has neither, or does not take this picture or this sound, plays natively', () => {
  expect(wayToPlay(play, {})).toBe('native');
  expect(wayToPlay(play, { MediaSource: takes('audio/mp4') })).toBe('native');
  expect(wayToPlay(play, { MediaSource: takes('video/mp4') })).toBe('native');
  expect(wayToPlay({ ...play, audio: [] }, { MediaSource: takes('video/mp4') }), 'without sound').toBe('parts');
});
