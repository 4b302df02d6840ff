import { expect, test } from 'vitest';
import { aheadSeconds, attention, goesOn, noteSwipedAway, noteWatched } from './attention.ts';

const fast = { bandwidth: 9_000_000, bitrate: 1_200_000, saver: false };
const slow = { bandwidth: 1_600_000, bitrate: 800_000, saver: false };

test('who has just come gets what the next segment takes to fetch, and not much more', () => {
  expect(aheadSeconds(0, fast)).toBeLessThan(1);
  expect(aheadSeconds(0, fast)).toBeGreaterThan(0.5);
  expect(aheadSeconds(0, slow)).toBeGreaterThan(2);
  expect(aheadSeconds(0, { ...slow, bandwidth: 0 }), 'never without a limit').toBeLessThan(5);
});

test('who stays gets more, up to half a minute', () => {
  expect(aheadSeconds(14, fast)).toBe(aheadSeconds(0, fast));
  expect(aheadSeconds(70, fast)).toBe(5);
  expect(aheadSeconds(10_000, fast)).toBe(30);
});

test('the saver buys nothing on credit', () => {
  expect(aheadSeconds(10_000, { ...fast, saver: true })).toBe(aheadSeconds(0, fast));
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
