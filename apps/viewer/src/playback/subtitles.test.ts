// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadCues } from './subtitles.ts';

const WORDS = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n';
const track = { track: 'trk_1', language: 'en', name: 'English', url: '/s/ticket/trk_1/whole.vtt' };

/** A line that loses so many requests. */
function losing(count: number) {
  let left = count;
  const asked = vi.fn(async () => {
    if (left-- > 0) throw new TypeError('lost');
    return new Response(WORDS);
  });
  vi.stubGlobal('fetch', asked);
  return asked;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('words that were lost are asked for again, and once more later', async () => {
  const asked = losing(3);
  const cues = loadCues('epi_1', track, new AbortController().signal);
  await vi.runAllTimersAsync();
  expect(await cues).toEqual([{ start: 1, end: 2, text: 'Hello' }]);
  expect(asked).toHaveBeenCalledTimes(4);
});

test('what is lost for good is nothing, until it is asked for anew', async () => {
  const asked = losing(6);
  const load = (again?: number) => loadCues('epi_2', track, new AbortController().signal, again);
  const cues = load();
  await vi.runAllTimersAsync();
  expect(await cues).toEqual([]);
  expect(asked).toHaveBeenCalledTimes(4);
  const inVain = load(0);
  await vi.runAllTimersAsync();
  expect(await inVain).toEqual([]);
  expect(await load(0)).toHaveLength(1);
  expect(await load(0), 'known by now').toHaveLength(1);
  expect(asked).toHaveBeenCalledTimes(7);
});

test('nobody is asked any more once the episode has gone', async () => {
  const asked = losing(9);
  const life = new AbortController();
  const cues = loadCues('epi_3', track, life.signal);
  life.abort();
  await vi.runAllTimersAsync();
  expect(await cues).toEqual([]);
  expect(asked).toHaveBeenCalledTimes(1);
});
