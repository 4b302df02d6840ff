import { i18n } from '@lingui/core';
import { beforeEach, expect, test } from 'vitest';
import { genreName, moodName } from './tags.ts';

beforeEach(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

test('what we know has our name, in whatever capitals it was delivered', () => {
  expect(['slow-burn-romance', 'Slow-Burn-Romance', 'REVENGE'].map(genreName)).toEqual([
    'Slow-burn romance',
    'Slow-burn romance',
    'Revenge',
  ]);
  expect(['Tense', 'bittersweet'].map(moodName)).toEqual(['Tense', 'Bittersweet']);
});

test('what we do not know is shown as it was written', () => {
  expect(genreName('Wuxia-LOVE')).toBe('Wuxia LOVE');
});
