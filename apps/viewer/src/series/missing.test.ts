import { expect, test } from 'vitest';
import { askable, missing } from './missing.ts';

test('a language is missing when neither it nor its other script is there', () => {
  expect(missing(['en', 'zh-Hans'], ['hi-IN'])).toEqual(['hi']);
  expect(missing(['en', 'zh-Hans'], ['zh-CN', 'en-GB'])).toEqual([]);
  expect(missing(['zh-Hans'], ['zh-TW'])).toEqual(['zh-Hant']);
  expect(missing([], ['tlh', 'not a tag'])).toEqual([]);
});

test('his own languages come first, each once', () => {
  const all = askable(['en', 'es'], ['fr-CA', 'en']);
  expect(all[0]).toBe('fr');
  expect(new Set(all).size).toBe(all.length);
  expect(all).not.toContain('es');
});
