import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'zh-Hans', 'zh-Hant', 'ko', 'id', 'th', 'vi', 'ms', 'fil', 'es', 'pt', 'ar', 'hi', 'fr'],
  // A message that waits for its translation is shown in English; `npm run words` still refuses the gap.
  fallbackLocales: { default: 'en' },
  // Line numbers would make every edit a change of every catalogue.
  format: formatter({ lineNumbers: false }),
  catalogs: [{ path: '<rootDir>/src/words/locales/{locale}', include: ['<rootDir>/src'], exclude: ['**/*.test.*'] }],
});
