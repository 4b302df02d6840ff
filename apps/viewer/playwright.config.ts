import { defineConfig } from '@playwright/test';

const baseURL = process.env.CLIFFHANGER_URL ?? 'http://127.0.0.1:8080';
const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One after the other: each watches real video, and a busy machine would stall it.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  // A machine that is busy for a moment is no fault of ours; what fails twice is. The first failure stays in the report.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    baseURL,
    locale: 'en',
    // What is not there by then does not come: it need not take the time of the whole test.
    actionTimeout: 20_000,
    // The service may run with a certificate that it made itself.
    ignoreHTTPSErrors: true,
    launchOptions: {
      executablePath: process.env.CLIFFHANGER_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'phone', use: phone, testIgnore: /players/, grepInvert: /@wheel/ },
    { name: 'desktop', use: desktop, testIgnore: /players/, grepInvert: /@finger/ },
    // Nothing to forgive here: a stall is what they look for.
    { name: 'players', use: desktop, testMatch: /players/, retries: 0 },
  ],
});
