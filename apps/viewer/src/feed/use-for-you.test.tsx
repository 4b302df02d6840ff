// @vitest-environment happy-dom
import type { Play } from '@cliffhanger/api-client/types';
import { computed, signal } from '@preact/signals';
import { cleanup, render } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heldGrant } from '../playback/grants.ts';
import { packAhead } from '../playback/packs.ts';
import { chooseSaver } from '../playback/saver.ts';
import { cardOf } from '../testing.ts';
import { Stage } from './stage.ts';
import { useForYou } from './use-for-you.ts';

vi.mock('../playback/packs.ts', () => ({ packAhead: vi.fn() }));

const play: Play = {
  ticket: 'tick',
  view_id: 'view_1',
  expires_at_ms: 0,
  duration_ms: 8000,
  start: '/p/tick/v/a/feed/start',
  master: '/m/tick/master.m3u8',
  video: [],
  audio: [],
  subtitles: [],
  encrypted: false,
};

const card = (series: string, number: number) => ({ ...cardOf(series, number, 2), play });

/** For You with the first episode of a series on stage, past its half. */
function showPastHalf(series: string, answer?: (path: string) => Promise<Response>): Stage {
  const playing = { shown: signal(true), duration: 8, seconds: signal(5), ended: signal(false) };
  const stage = Object.assign(new Stage([card(series, 1)], 0, 'for_you'), { player: computed(() => playing) });
  const feed = { kind: 'series', cards: [card(series, 1), card(series, 2)], start: 0, position_ms: 0 };
  const usual = async (path: string) =>
    Response.json(path.includes(`series=${series}`) ? feed : { ...feed, cards: [] });
  vi.stubGlobal('fetch', answer ?? usual);
  function Shown() {
    useForYou(stage);
    return null;
  }
  render(
    <LocationProvider>
      <Shown />
    </LocationProvider>,
  );
  return stage;
}

beforeEach(() => vi.mocked(packAhead).mockClear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('past its half an episode’s next one is got ready', async () => {
  chooseSaver('off');
  showPastHalf('debt');
  await vi.waitFor(() => expect(packAhead).toHaveBeenCalledWith('debt-2', play));
});

test('where bytes are dear nothing of it is fetched, beside the one pack of the card that comes next', async () => {
  chooseSaver('on');
  showPastHalf('salt');
  await vi.waitFor(() => expect(heldGrant('salt-2')).toBeDefined());
  expect(packAhead).not.toHaveBeenCalled();
});

test('what was lost past its half is asked for again at its end, and its series goes on', async () => {
  const answer = { kind: 'series', cards: [card('lamp', 1), card('lamp', 2)], start: 0, position_ms: 0 };
  let there = false;
  const asked = vi.fn();
  const stage = showPastHalf('lamp', async (path: string) => {
    asked(path);
    if (!there) throw new TypeError('reset');
    return Response.json(path.includes('series=lamp') ? answer : { ...answer, cards: [] });
  });
  await vi.waitFor(() => expect(asked).toHaveBeenCalledWith(expect.stringContaining('series=lamp')));
  there = true;
  stage.follow?.();
  await vi.waitFor(() => expect(location.pathname).toBe('/watch/lamp/2'));
  expect(stage.index.value, 'no other series').toBe(0);
});
