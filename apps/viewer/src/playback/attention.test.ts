import { expect, test } from 'vitest';
import { attention, creditSeconds, goesOn, noteSwipedAway, noteWatched } from './attention.ts';

test('who has just come has no credit; who stays gets more, up to half a minute', () => {
  expect(creditSeconds(0, false)).toBe(0);
  expect(creditSeconds(10, false)).toBe(0);
  expect(creditSeconds(70, false)).toBe(5);
  expect(creditSeconds(10_000, false)).toBe(30);
});

test('the saver buys nothing on credit', () => {
  expect(creditSeconds(10_000, true)).toBe(0);
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
