import { expect, test } from 'vitest';
import { srcsetOf } from './widths.ts';

const renditions = [240, 360, 720].map((width) => ({ width, url: `/i/${width}.webp` }));

test('the browser chooses among all widths', () => {
  expect(srcsetOf(renditions, false)).toBe('/i/240.webp 240w, /i/360.webp 360w, /i/720.webp 720w');
});

test('saving data, the large ones are not offered, but one always is', () => {
  expect(srcsetOf(renditions, true)).toBe('/i/240.webp 240w, /i/360.webp 360w');
  expect(srcsetOf(renditions.slice(0, 1), true)).toBe('/i/240.webp 240w');
});

test('without renditions the picture itself stands alone', () => {
  expect(srcsetOf([], false)).toBeUndefined();
  expect(srcsetOf(undefined, true)).toBeUndefined();
});
