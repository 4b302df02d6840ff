import { expect, test } from 'vitest';
import { decide } from './gesture.ts';

test.each([
  ['a flick up is the next', -30, -0.8, 1],
  ['a flick down is the one before', 30, 0.8, -1],
  ['a short slow drag goes back', -60, -0.1, 0],
  ['a long slow drag moves on', -200, -0.05, 1],
  ['a long drag thrown back stays', -200, 0.9, 0],
  ['a long drag down, held, is the one before', 190, 0, -1],
] as const)('%s', (_, dy, speed, step) => {
  expect(decide(dy, speed, 800)).toBe(step);
});
