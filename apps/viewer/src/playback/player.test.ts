// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { Player } from './player.ts';

let life = new AbortController();
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  life.abort();
  life = new AbortController();
});

/** A video of a minute, as far as a player asks it: it has a source, plays when it is asked, and ends when it is told. */
function screenOf({ source = true } = {}) {
  const state = { paused: true, ended: false, at: 0 };
  const play = vi.fn(async () => {
    Object.assign(state, { paused: false, ended: false });
  });
  const video = document.createElement('video');
  Object.defineProperties(video, {
    paused: { get: () => state.paused },
    ended: { get: () => state.ended },
    duration: { value: 60 },
    networkState: { value: source ? 1 : HTMLMediaElement.NETWORK_EMPTY },
    readyState: { value: 4 },
    play: { value: play },
    pause: { value: () => Object.assign(state, { paused: true }) },
    currentTime: {
      get: () => state.at,
      set: (to: number) => Object.assign(state, { at: to, ended: false }),
    },
  });
  const end = () => {
    Object.assign(state, { paused: true, ended: true, at: 60 });
    video.dispatchEvent(new Event('ended'));
  };
  const player = new Player(video, life.signal);
  player.index.value = 0;
  return { player, play, end, state, video };
}

test('a pause before it has begun is kept, and begins nothing', async () => {
  const { player, play } = screenOf({ source: false });
  await player.start();
  player.pause();
  expect(player.halted.value).toBe(true);
  player.pause();
  expect(play).not.toHaveBeenCalled();
});

test('a pause where it stands already, because nobody sees it, is one all the same', async () => {
  const { player, play } = screenOf();
  await player.start();
  player.stop();
  player.pause();
  expect(player.halted.value).toBe(true);
  expect(play).toHaveBeenCalledTimes(1);
});

test('a pause at its end leaves the end as it is', async () => {
  const { player, play, end } = screenOf();
  await player.start();
  end();
  player.pause();
  expect(play).toHaveBeenCalledTimes(1);
  expect(player.ended.value).toBe(true);
  expect(player.halted.value).toBe(false);
});

test('whoever goes back from its end sees it run from there', async () => {
  const { player, play, end, state } = screenOf();
  await player.start();
  end();
  player.seek(40);
  expect(play).toHaveBeenCalledTimes(2);
  expect(state.at).toBe(40);
  expect(player.ended.value).toBe(false);
  expect(player.halted.value).toBe(false);
});

test('what stands elsewhere stays paused when it is sought in', async () => {
  const { player, play } = screenOf();
  await player.start();
  player.toggle();
  player.seek(40);
  expect(play).toHaveBeenCalledTimes(1);
  expect(player.halted.value).toBe(true);
});

test('what was left at its end does not play under the next one', async () => {
  const { player, play, end } = screenOf();
  await player.start();
  end();
  player.leave();
  player.seek(40);
  expect(play).toHaveBeenCalledTimes(1);
  expect(player.halted.value, 'and says so').toBe(true);
});

test('what a finger brings into view moves, and stands as before when the finger goes back', () => {
  const { player, play, state } = screenOf();
  state.at = 3;
  player.setMuted(true);
  player.shown.value = true;
  player.glimpse();
  expect(play).toHaveBeenCalledTimes(1);
  state.at = 3.2;
  player.poise();
  expect(state).toMatchObject({ paused: true, at: 3 });
  // Whoever lets go of nothing changes nothing.
  player.poise();
  expect(state.at).toBe(3);
});

test('whoever swipes to what he glimpsed at sees it go on, and the words are his from then on', async () => {
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true } });
  const { player, video, state } = screenOf();
  player.setMuted(false);
  let frame = () => {};
  video.requestVideoFrameCallback = (seen) => {
    frame = () => seen(0, {} as VideoFrameCallbackMetadata);
    return 1;
  };
  player.shown.value = true;
  player.glimpse();
  expect(video.volume).toBe(0);
  state.at = 0.1;
  await player.start();
  expect(state).toMatchObject({ paused: false, at: 0.1 });
  frame();
  expect(video.volume).toBe(1);
  player.poise();
  expect(state.paused).toBe(false);
});

test('a finger that rests on it looks at a picture: no word goes by unheard', () => {
  vi.useFakeTimers();
  const { player, state } = screenOf();
  player.setMuted(true);
  player.shown.value = true;
  player.glimpse();
  state.at = 0.5;
  vi.advanceTimersByTime(500);
  expect(state).toMatchObject({ paused: true, at: 0 });
});

test('what could be heard before the finger leaves does not begin', () => {
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false } });
  const { player, play } = screenOf();
  player.setMuted(false);
  player.shown.value = true;
  player.glimpse();
  expect(play).not.toHaveBeenCalled();
});
