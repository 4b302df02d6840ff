import type { Page } from '@playwright/test';
import { expect, firstSeries, open, runs, test } from './house.ts';

/** Until the worker is there and has what it keeps. */
async function workerIsThere(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 20_000 });
}

/** What lies in a cache, by path. */
const kept = (page: Page, cache: string) =>
  page.evaluate(async (wanted) => {
    const names = (await caches.keys()).filter((name) => name.startsWith(`cliffhanger-${wanted}-`));
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname + new URL(url).search);
  }, cache);

test('the worker comes under the strict policy and keeps the shell, pictures and start packs', async ({ page }) => {
  const { slug } = await open(page);
  await runs(page, 1);
  await workerIsThere(page);
  await page.reload();
  await runs(page, 1);
  await expect.poll(() => kept(page, 'shell')).toContain('/offline');
  expect((await kept(page, 'shell')).some((path) => path.startsWith('/assets/first-'))).toBe(true);
  await expect.poll(async () => (await kept(page, 'packs')).length, { timeout: 10_000 }).toBeGreaterThan(0);
  await expect
    .poll(() => kept(page, 'answers'), { timeout: 10_000 })
    .toContain(`/api/v1/feed?series=${slug}&episode=1`);
  const all = await page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return caches_.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(
    all.filter((path) => /^\/(k|e|s|m)\/|\/api\/v1\/(me|wallet|episodes)/.test(path)),
    'no key, no segment, nothing of the person',
  ).toEqual([]);
});

test.describe('without a network', () => {
  // The browser itself reports each request that fails; that is the point here.
  test.use({ quiet: async ({ page: _ }, use) => use([]) });

  test('the app opens, plays what it has, and says plainly what it has not', async ({ page }) => {
    const { slug } = await open(page);
    await runs(page, 1);
    await workerIsThere(page);
    await page.reload();
    await runs(page, 1);
    await expect
      .poll(() => kept(page, 'answers'), { timeout: 10_000 })
      .toContain(`/api/v1/feed?series=${slug}&episode=1`);
    await page.context().setOffline(true);
    await page.goto(`/watch/${slug}/1`);
    await expect(page.getByRole('feed')).toBeVisible();
    await expect(page.getByText('The network is gone.').first()).toBeVisible();

    await page.goto('/series/never-seen');
    await expect(page.getByRole('alert')).toContainText('The network is gone.');
    await page.context().setOffline(false);
    await page.goto(`/watch/${slug}/1`);
    await runs(page, 1);
  });

  test('another viewer finds nothing of the one before', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    await workerIsThere(page);
    await page.reload();
    await runs(page, 1);
    await expect.poll(async () => (await kept(page, 'packs')).length, { timeout: 10_000 }).toBeGreaterThan(0);
    const status = await page.evaluate(async () => (await fetch('/api/v1/me/sign-out', { method: 'POST' })).status);
    expect(status).toBe(200);
    expect(await kept(page, 'packs')).toEqual([]);
    expect(await kept(page, 'answers')).toEqual([]);
  });
});

test('where storage is forbidden the app does without', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: refuse });
    Object.defineProperty(navigator.serviceWorker, 'register', {
      value: () => Promise.reject(new DOMException('no', 'SecurityError')),
    });
  });
  await open(page);
  await runs(page, 1);
  await page.keyboard.press('ArrowDown');
  await runs(page, 2);
  await page.waitForTimeout(4500);
});

test('the series that was seen is there without its page being asked for again', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await page.goto(`/series/${slug}`);
  await workerIsThere(page);
  await page.reload();
  await expect.poll(() => kept(page, 'answers')).toContain(`/api/v1/series/${slug}`);
});
