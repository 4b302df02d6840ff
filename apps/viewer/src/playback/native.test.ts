// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseDub, chosenDub } from './choice.ts';
import { noteCard } from './grants.ts';
import { Player } from './player.ts';

const audio = (language: string, rest = {}) => ({
  track: language,
  language,
  name: language,
  original: false,
  default: false,
  ...rest,
});

const play = (ticket: string, lastsMs: number) => ({
  view_id: 'v',
  ticket,
  expires_at_ms: Date.now() + lastsMs,
  master: `/m/${ticket}/master.m3u8`,
  encrypted: false,
  start: `/p/${ticket}/v/en/feed/start`,
  duration_ms: 60_000,
  video: [],
  audio: [audio('en', { original: true, default: true }), audio('zh-Hans')],
  subtitles: [],
});

/** An element as Safari has them: it plays HLS by itself, and shows its voices once it has read the playlist. */
function safari() {
  const video = document.createElement('video');
  const voices = [
    { language: 'en', enabled: true },
    { language: 'zh-Hans', enabled: false },
  ];
  const audioTracks = Object.assign(new EventTarget(), voices, { length: voices.length });
  Object.defineProperty(video, 'audioTracks', { value: audioTracks });
  const heard = () => voices.filter(({ enabled }) => enabled).map(({ language }) => language);
  return { video, audioTracks, heard };
}

let life: AbortController;
beforeEach(() => {
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  chosenDub.value = undefined;
  vi.unstubAllGlobals();
});

async function prepared(video: HTMLVideoElement, episodeId: string, lastsMs: number): Promise<Player> {
  noteCard({ age_gate: false, episode: { id: episodeId }, play: play('first', lastsMs) });
  const player = new Player(video, life.signal);
  await player.prepare(0, episodeId, 0);
  return player;
}

test('the dub is one of the voices of the element', async () => {
  const { video, heard } = safari();
  const player = await prepared(video, 'epi_1', 600_000);
  player.speak('zh-Hans');
  expect(heard()).toEqual(['zh-Hans']);
  player.speak('th');
  expect(heard(), 'there is none').toEqual(['zh-Hans']);
  player.speak('en');
  expect(heard()).toEqual(['en']);
});

test('the dub that was chosen before is heard as soon as the voices are known', async () => {
  const { video, audioTracks, heard } = safari();
  chooseDub('zh-Hans');
  await prepared(video, 'epi_2', 600_000);
  audioTracks.dispatchEvent(new Event('addtrack'));
  expect(heard()).toEqual(['zh-Hans']);
});

test('an element without voices to choose from plays on', async () => {
  const video = document.createElement('video');
  const player = await prepared(video, 'epi_3', 600_000);
  expect(() => player.speak('zh-Hans')).not.toThrow();
});

test('what fails is said, unless its ticket is over: then another is asked for and it goes on', async () => {
  const asked = vi.fn(async () => Response.json(play('second', 600_000)));
  vi.stubGlobal('fetch', asked);
  const { video } = safari();
  const player = await prepared(video, 'epi_4', 1000);
  expect(video.src).toContain('/m/first/');
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  vi.advanceTimersByTime(60_000);
  player.seconds.value = 12;
  video.dispatchEvent(new Event('error'));
  vi.useRealTimers();
  await vi.waitFor(() => expect(video.src).toContain('/m/second/'));
  expect(player.failed.value).toBeUndefined();
  expect(player.seconds.value, 'where it was').toBe(12);

  video.dispatchEvent(new Event('error'));
  expect(player.failed.value, 'a second time it is no matter of the ticket').toBeDefined();
});
