import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'zh-Hans', 'es', 'pt', 'id', 'th', 'ar'],
  // Line numbers would make every edit a change of every catalogue.
  format: formatter({ lineNumbers: false }),
  catalogs: [{ path: '<rootDir>/src/words/locales/{locale}', include: ['<rootDir>/src'], exclude: ['**/*.test.*'] }],
});
