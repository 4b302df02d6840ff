import { expect, test } from 'vitest';
import { WheelSteps } from './wheel.ts';

const run = (events: [delta: number, at: number][]) => {
  const wheel = new WheelSteps();
  return events.map(([delta, at]) => wheel.push(delta, 0, at)).reduce<number>((sum, step) => sum + step, 0);
};

test('a notch is a step, and so is each one after it', () => {
  expect(run([[120, 0]])).toBe(1);
  expect(
    run([
      [120, 0],
      [120, 300],
      [120, 600],
    ]),
  ).toBe(3);
  expect(
    run([
      [-120, 0],
      [-120, 500],
    ]),
  ).toBe(-2);
});

test('a swipe on a trackpad is one step, however long it rolls out', () => {
  const swipe: [number, number][] = [4, 12, 30, 50, 60, 55, 48, 40, 33, 27, 22, 18, 14, 11, 9, 7, 5, 4, 3, 2, 1].map(
    (delta, index) => [delta, index * 30],
  );
  expect(run(swipe)).toBe(1);
  expect(run([...swipe, ...swipe.map(([delta, at]): [number, number] => [delta, at + 900])])).toBe(2);
});

test('a breath on the trackpad is nothing', () => {
  expect(
    run([
      [3, 0],
      [4, 20],
      [2, 40],
    ]),
  ).toBe(0);
});

test('lines and pages count as well', () => {
  expect(new WheelSteps().push(3, 1, 0)).toBe(1);
  expect(new WheelSteps().push(-1, 2, 0)).toBe(-1);
});

test('with the key that zooms it is nothing', () => {
  const turn = { deltaY: 120, deltaMode: 0, timeStamp: 0 };
  expect(new WheelSteps().hear({ ...turn, ctrlKey: true })).toBe(0);
  expect(new WheelSteps().hear({ ...turn, ctrlKey: false })).toBe(1);
});
