import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { extends: 'apps/viewer/vite.config.ts', test: { name: 'viewer', root: 'apps/viewer', include: ['src/**/*.test.{ts,tsx}'] } },
      { test: { name: 'house', include: ['apps/*.test.ts'] } },
    ],
  },
});
