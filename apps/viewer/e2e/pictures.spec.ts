import type { Page } from '@playwright/test';
import { expect, firstSeries, test } from './house.ts';

type Rendition = { width: number; url: string };

// A phone of two device pixels for one.
test.use({ viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });

/** The pictures of series that were fetched, by path. */
function fetched(page: Page): string[] {
  const paths: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/i/')) paths.push(pathname);
  });
  return paths;
}

const urlOf = (renditions: Rendition[], width: number) => renditions.find((it) => it.width === width)?.url;

test('a card on a small phone fetches the poster in its own size and not as it was delivered', async ({ page }) => {
  const { slug } = await firstSeries(page);
  const { series } = await (await page.request.get(`/api/v1/series/${slug}`)).json();
  const paths = fetched(page);
  await page.goto('/home');
  const cards = page.getByRole('region', { name: 'New' }).getByRole('link').locator('img');
  await expect
    .poll(() => cards.first().evaluate((img: HTMLImageElement) => img.complete && img.currentSrc))
    .toBeTruthy();
  const shown = await cards.evaluateAll((all) =>
    all.map((img) => (img instanceof HTMLImageElement ? img.currentSrc : '')),
  );
  // 112 CSS pixels are 224 of the screen's.
  expect(shown.map((src) => new URL(src).pathname)).toContain(urlOf(series.poster_renditions, 240));
  expect(
    paths.filter((path) => !path.endsWith('.webp')),
    'nothing came as it was delivered',
  ).toEqual([]);
  const largest = await page.evaluate(() =>
    Math.max(
      ...performance
        .getEntriesByType('resource')
        .filter(({ name }) => new URL(name).pathname.startsWith('/i/'))
        .map((entry) => (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0)),
    ),
  );
  expect(largest).toBeGreaterThan(0);
  expect(largest, 'not even the large one at the top').toBeLessThan(150_000);
});

test('the art of a series is fetched once, in the width of the screen', async ({ page }) => {
  const { slug } = await firstSeries(page);
  const { series } = await (await page.request.get(`/api/v1/series/${slug}`)).json();
  const paths = fetched(page);
  await page.goto(`/series/${slug}`);
  const art = page.getByRole('main').locator('img').first();
  await expect.poll(() => art.evaluate((img: HTMLImageElement) => img.complete && img.currentSrc)).toBeTruthy();
  await page.waitForLoadState('networkidle');
  expect(paths, 'what the page named ahead is what the app asked for').toEqual([urlOf(series.hero_renditions, 750)]);
});
