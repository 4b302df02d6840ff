// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { inFigures, inList, locale, megabytes } from './words.ts';

afterEach(() => {
  locale.value = 'en';
});

test('a number is written as the language of the app writes it', () => {
  expect(inFigures(60)).toBe('60');
  expect(inFigures(12_345)).toBe('12,345');
  locale.value = 'es';
  expect(inFigures(12_345)).toBe('12.345');
  expect(megabytes(1_500_000)).toBe('1,5 MB');
  expect(megabytes(99_500_000)).toBe('100 MB');
});

test('things in a list are joined as the language joins them', () => {
  expect(inList([])).toBe('');
  expect(inList(['a'])).toBe('a');
  expect(inList(['a', 'b', 'c'])).toBe('a, b, and c');
  locale.value = 'ar';
  expect(inList(['أ', 'ب'])).toBe('أ وب');
  locale.value = 'zh-Hans';
  expect(inList(['a', 'b', 'c'])).toBe('a、b和c');
});
