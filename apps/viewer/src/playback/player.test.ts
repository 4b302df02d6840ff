// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { Player } from './player.ts';

let life = new AbortController();
afterEach(() => {
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
  return { player, play, end, state };
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
