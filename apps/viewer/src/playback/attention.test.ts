import { expect, test } from 'vitest';
import { aheadSeconds, attention, goesOn, noteSwipedAway, noteWatched } from './attention.ts';

const fast = { bandwidth: 9_000_000, bitrate: 1_200_000 };
const slow = { bandwidth: 1_600_000, bitrate: 800_000 };

test('who has just come gets what the next segment takes to fetch, and not much more', () => {
  expect(aheadSeconds(0, fast, false)).toBeLessThan(1);
  expect(aheadSeconds(0, fast, false)).toBeGreaterThan(0.5);
  expect(aheadSeconds(0, slow, false)).toBeGreaterThan(2);
  expect(aheadSeconds(0, { ...slow, bandwidth: 0 }, false), 'never without a limit').toBeLessThan(5);
});

test('who stays gets more, up to half a minute', () => {
  expect(aheadSeconds(14, fast, false)).toBe(aheadSeconds(0, fast, false));
  expect(aheadSeconds(70, fast, false)).toBe(5);
  expect(aheadSeconds(10_000, fast, false)).toBe(30);
});

test('the saver buys nothing on credit', () => {
  expect(aheadSeconds(10_000, fast, true)).toBe(aheadSeconds(0, fast, false));
});

test('attention grows while watching and is lost with a swipe', () => {
  noteWatched(3);
  noteWatched(2);
  expect(attention()).toBe(5);
  expect(goesOn(), 'he may go as he came').toBe(false);
  noteWatched(5);
  expect(goesOn(), 'he stays').toBe(true);
  noteSwipedAway();
  expect(attention()).toBe(0);
  expect(goesOn(), 'he has swiped').toBe(true);
});
