import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { extends: 'apps/viewer/vite.config.ts', test: { name: 'viewer', root: 'apps/viewer', include: ['src/**/*.test.{ts,tsx}'] } },
      { test: { name: 'api-client', include: ['apps/api-client/src/**/*.test.ts'] } },
      { test: { name: 'house', include: ['apps/*.test.ts'] } },
    ],
  },
});
