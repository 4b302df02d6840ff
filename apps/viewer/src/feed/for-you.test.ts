import { afterEach, expect, test, vi } from 'vitest';
import { cardOf } from '../testing.ts';
import { forgetForYou, leaveForYou, leftForYou, moveOn, passInForYou } from './for-you.ts';

const card = (series: string, number: number) => ({ ...cardOf(series, number), position_ms: 3000 });

afterEach(() => {
  forgetForYou();
  vi.useRealTimers();
});

test('whoever comes back is at the card he left', () => {
  expect(leftForYou()).toBeUndefined();
  leaveForYou([card('a', 1), card('b', 1)], 1, 7);
  expect(leftForYou()).toMatchObject({ kind: 'for_you', start: 1, position_ms: 3000, asked_at_ms: 7 });
});

test('a series that he went on in stands at the episode he reached', () => {
  leaveForYou([card('a', 1), card('b', 1)], 1, 0);
  moveOn(card('b', 4));
  moveOn(card('z', 2));
  const cards = leftForYou()?.cards.map(({ episode, position_ms }) => [episode.id, position_ms]);
  expect(cards).toEqual([
    ['a-1', 3000],
    ['b-4', 0],
  ]);
});

test('after a while it is asked for anew', () => {
  vi.useFakeTimers();
  leaveForYou([card('a', 1)], 0, 0);
  vi.advanceTimersByTime(31 * 60_000);
  expect(leftForYou()).toBeUndefined();
});

test('a series that he is through with is passed, and behind the last one it is asked for anew', () => {
  leaveForYou([card('a', 1), card('b', 1)], 0, 0);
  passInForYou('z');
  expect(leftForYou()?.start).toBe(0);
  passInForYou('a');
  expect(leftForYou()?.start).toBe(1);
  passInForYou('b');
  expect(leftForYou()).toBeUndefined();
});
