import { expect, test } from 'vitest';
import { pieces } from './marked.ts';

test('the matched part is set apart', () => {
  expect(pieces('The Lantern Debt', [[4, 4]])).toEqual([
    { text: 'The ', bold: false },
    { text: 'Lant', bold: true },
    { text: 'ern Debt', bold: false },
  ]);
});

test('letters outside the first plane count as one', () => {
  expect(pieces('𠮷a灯债', [[2, 2]])).toEqual([
    { text: '𠮷a', bold: false },
    { text: '灯债', bold: true },
  ]);
});

test('ranges that touch, lie upside down or beyond the end do no harm', () => {
  expect(
    pieces('ab', [
      [0, 1],
      [1, 9],
    ]),
  ).toEqual([{ text: 'ab', bold: true }]);
  expect(pieces('ab', [[7, 2], []])).toEqual([{ text: 'ab', bold: false }]);
  expect(pieces('', [[0, 1]])).toEqual([]);
});
