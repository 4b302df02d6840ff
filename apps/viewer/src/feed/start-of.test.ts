// @vitest-environment happy-dom
import type { Feed, FeedCard } from '@cliffhanger/api-client/types';
import { beforeEach, expect, test } from 'vitest';
import { drop } from '../kept.ts';
import { notePlace } from '../place-here.ts';
import { cardOf } from '../testing.ts';
import type { AskedFeed } from './for-you.ts';
import { startOf } from './start-of.ts';

const asked = (kind: Feed['kind'], cards: FeedCard[], start: number): AskedFeed => ({
  kind,
  cards,
  start,
  position_ms: 0,
  asked_at_ms: Date.now() + 60_000,
});
const series = asked('series', [cardOf('a', 1), cardOf('a', 2), cardOf('a', 3)], 0);
const here = (episode_id: string, position_ms: number, delivered = false) =>
  notePlace('a', { episode_id, position_ms }, delivered);

beforeEach(() => drop('place.'));

test('a feed begins where the service says, also where this device was before', () => {
  expect(startOf(series)).toBe(0);
  here('a-3', 1000, true);
  expect(startOf(series)).toBe(0);
  here('z-3', 1000);
  expect(startOf(series)).toBe(0);
});

test('what the service has not heard of is newer, and behind what is over comes the next', () => {
  here('a-2', 1000);
  expect(startOf(series)).toBe(1);
  here('a-2', 6000);
  expect(startOf(series)).toBe(2);
  here('a-3', 8000);
  expect(startOf(series), 'nothing follows').toBe(2);
});

test('in For You another series does not go on with what is over in this one', () => {
  here('a-1', 8000);
  expect(startOf(asked('for_you', [cardOf('a', 1), cardOf('b', 1)], 0))).toBe(0);
});
