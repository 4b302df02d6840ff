import { expect, test } from 'vitest';
import { bestLanguage } from './locales.ts';

const offered = ['en', 'zh-Hans', 'ar', 'pt', 'fil'];

test.each([
  [['zh-CN', 'en'], 'zh-Hans'],
  [['zh-TW'], undefined],
  [['zh-TW', 'en-GB'], 'en'],
  [['pt-BR'], 'pt'],
  [['ar-EG'], 'ar'],
  [['not a tag', 'AR'], 'ar'],
  [['tl'], 'fil'],
  [['zh-Hans-HK'], 'zh-Hans'],
  [[], undefined],
])('%s finds %s', (wanted, found) => {
  expect(bestLanguage(wanted, offered)).toBe(found);
});

test('the only Chinese that there is, in a script that nobody names, is better than English', () => {
  expect(bestLanguage(['zh-TW', 'en'], ['en', 'zh'])).toBe('zh');
  expect(bestLanguage(['zh-TW', 'en'], ['en', 'zh', 'zh-Hant'])).toBe('zh-Hant');
});
