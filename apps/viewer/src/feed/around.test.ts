// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Pool } from '../playback/pool.ts';
import { muted, silence, silenced } from '../playback/sound.ts';
import { around } from './around.ts';
import { Stage } from './stage.ts';

const player = {
  begun: signal(false),
  shown: signal(false),
  halted: signal(false),
  ended: signal(false),
  failed: signal(undefined),
  seconds: signal(0),
  duration: 8,
  start: vi.fn(),
  pause: vi.fn(),
  seek: vi.fn(),
  toggle: vi.fn(),
};

let end = () => {};
beforeEach(() => {
  const stage = new Stage([], 0, 'embed');
  stage.pool.value = { at: () => player } as unknown as Pool;
  end = around.follow(stage);
});
afterEach(() => end());

const order = (what: object) =>
  window.dispatchEvent(
    new MessageEvent('message', { source: window, origin: location.origin, data: { cliffhanger: 1, ...what } }),
  );

test('an order is done as it is said: a pause only pauses', () => {
  order({ type: 'play' });
  expect(player.start).toHaveBeenCalledTimes(1);
  order({ type: 'pause' });
  order({ type: 'pause' });
  expect(player.pause).toHaveBeenCalledTimes(2);
  order({ type: 'seek', seconds: 3 });
  expect(player.seek).toHaveBeenCalledWith(3);
  expect(player.start).toHaveBeenCalledTimes(1);
  expect(player.toggle).not.toHaveBeenCalled();
});

test('whoever is given sound is not asked to tap for it', () => {
  silence();
  order({ type: 'mute', muted: false });
  expect(muted.value).toBe(false);
  expect(silenced.value).toBe(false);
  order({ type: 'mute', muted: true });
  expect(muted.value).toBe(true);
});
