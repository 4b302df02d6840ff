import type { Page, TestInfo } from '@playwright/test';
import { expect, firstSeries, look, test } from './house.ts';

/** Every page that has no video, with what it opens. */
async function tour(page: Page, lang: string, at: (where: string) => Promise<void>): Promise<void> {
  const { slug } = await firstSeries(page);
  const { series } = await (await page.request.get(`/api/v1/series/${slug}`)).json();
  await page.request.put(`/api/v1/series/${series.id}/listing`);
  const visit = async (path: string, where: string) => {
    await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('main')).not.toHaveAttribute('aria-busy', 'true');
    await at(where);
  };
  await visit('/home', 'home');
  await visit('/search?q=lantern', 'search');
  await visit(`/genre/${series.genres[0]}`, 'genre');
  await visit(`/mood/${series.moods[0]}`, 'mood');
  await visit('/list', 'list');
  await visit('/history', 'history');
  for (const part of ['', '/account', '/language', '/playback', '/privacy']) {
    await visit(`/profile${part}`, `profile${part.replace('/', '-')}`);
  }
  await visit('/sign-in', 'sign-in');
  await visit('/sign-in?token=used', 'sign-in-confirm');
  await visit(`/series/${slug}`, 'series');
  await page
    .getByRole('main')
    .getByRole('button')
    .filter({ has: page.locator('use[href$="#share"]') })
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await at('share');
}

/** On a phone a page that is too wide makes the window wider, too: it is held against the screen. */
async function fits(page: Page, where: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `${where}: nothing is wider than the screen`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}

/** Once in each way of writing: from the left, from the right, without spaces. */
for (const lang of ['en', 'ar', 'zh-Hans']) {
  test(`every page can be seen, heard and reached (${lang})`, async ({ page }, info: TestInfo) => {
    test.slow();
    await tour(page, lang, async (where) => {
      await look(page, info, `${where}-${lang}`);
      await fits(page, where);
    });
  });
}

test('every page fits 320 pixels with text twice as large', async ({ page }, info: TestInfo) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  await tour(page, 'en', async (where) => {
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    await page.screenshot({ path: info.outputPath(`${where}-large.png`), fullPage: true });
    await fits(page, where);
  });
});
