import { expect, test } from 'vitest';
import { bestLanguage } from './locales.ts';

const offered = ['en', 'zh-Hans', 'ar', 'pt'];

test.each([
  [['zh-CN', 'en'], 'zh-Hans'],
  [['zh-TW'], undefined],
  [['zh-TW', 'en-GB'], 'en'],
  [['pt-BR'], 'pt'],
  [['ar-EG'], 'ar'],
  [['not a tag', 'AR'], 'ar'],
  [[], undefined],
])('%s finds %s', (wanted, found) => {
  expect(bestLanguage(wanted, offered)).toBe(found);
});
