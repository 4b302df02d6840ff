import type { Page } from '@playwright/test';
import { expect, firstSeries, look, onStage, runs, test, toTrailerEnd, trailerRuns } from './house.ts';

const button = (page: Page) => page.getByRole('main').getByRole('button', { name: /^Trailer/ });
const stage = (page: Page) => page.getByRole('dialog', { name: 'Trailer' });

async function openSeries(page: Page, query = ''): Promise<string> {
  const { slug } = await firstSeries(page);
  await page.goto(`/series/${slug}${query}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  return slug;
}

/** What the page asks of the service that a trailer must not be the cause of, and its media. */
function watchRequests(page: Page): { counted: string[]; media: string[] } {
  const seen = { counted: [] as string[], media: [] as string[] };
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    if (/^\/api\/v1\/(views\/|series\/[^/]+\/place)/.test(path)) seen.counted.push(path);
    if (/^\/[mspe]\//.test(path)) seen.media.push(path);
  });
  return seen;
}

test('a trailer plays over the page and leads into the series', async ({ page }) => {
  const seen = watchRequests(page);
  const slug = await openSeries(page);
  await expect(button(page)).toContainText(/\d:\d\d/);
  expect(seen.media, 'nothing of it is fetched before it is wanted').toEqual([]);

  await button(page).click();
  await trailerRuns(page);
  expect((await onStage(page))?.muted, 'whoever presses wants to hear it').toBe(false);
  await stage(page).getByRole('button', { name: 'Turn sound off' }).click();
  await expect.poll(async () => (await onStage(page))?.muted).toBe(true);
  await stage(page).getByRole('button', { name: 'Turn sound on' }).click();
  await stage(page).getByRole('button', { name: 'Language' }).click();
  const languages = page.getByRole('dialog', { name: 'Language' });
  await languages.getByRole('radio', { name: 'Español' }).press(' ');
  await page.keyboard.press('Escape');
  await expect(languages).toBeHidden();
  await expect(stage(page).locator('p[lang="es"]'), 'its subtitles are shown').toBeVisible({ timeout: 15_000 });

  await page.keyboard.press('Escape');
  await expect(stage(page)).toHaveCount(0);
  await expect(button(page), 'the page is as it was').toBeFocused();

  await page.keyboard.press('Enter');
  await trailerRuns(page);
  await toTrailerEnd(page);
  const way = stage(page).getByRole('link', { name: 'Watch episode 1' });
  await expect(way).toBeFocused({ timeout: 15_000 });
  await page.keyboard.press('ArrowLeft');
  await expect(way, 'whoever goes back sees it run').toHaveCount(0);
  await trailerRuns(page);
  await page.keyboard.press('k');
  await expect.poll(async () => (await onStage(page))?.paused, 'and has its keys').toBe(true);
  await page.keyboard.press('k');
  await toTrailerEnd(page);
  await expect(way).toBeFocused({ timeout: 15_000 });
  await stage(page).getByRole('button', { name: 'Watch the trailer again' }).click();
  await expect(way).toHaveCount(0);
  await trailerRuns(page);
  await toTrailerEnd(page);
  await expect(way).toBeFocused({ timeout: 15_000 });
  expect(seen.counted, 'it is no view, and no place').toEqual([]);
  const { place } = await (await page.request.get(`/api/v1/series/${slug}`)).json();
  expect(place).toBeUndefined();
  await page.keyboard.press('Enter');
  await runs(page, 1);
});

test('the keys of the feed hold in a trailer, and a tap pauses it', async ({ page }) => {
  await openSeries(page);
  await button(page).focus();
  await page.keyboard.press('Enter');
  await trailerRuns(page);
  // The cross has the focus and keeps its own keys.
  await page.keyboard.press('k');
  await expect.poll(async () => (await onStage(page))?.paused).toBe(true);
  await expect(stage(page).getByRole('button', { name: 'Play' })).toBeVisible();
  const before = (await onStage(page))?.seconds ?? 0;
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('k');
  await trailerRuns(page);
  expect((await onStage(page))?.seconds).toBeGreaterThan(before + 2);
  await page.keyboard.press('m');
  await expect.poll(async () => (await onStage(page))?.muted).toBe(true);
  const box = await stage(page).boundingBox();
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) * 0.7);
  await expect.poll(async () => (await onStage(page))?.paused).toBe(true);
  await stage(page).getByRole('button', { name: 'Close' }).click();
  await expect(stage(page)).toHaveCount(0);
});

test('whoever saves data gets a small picture of it', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('cliffhanger.saver', 'on'));
  await openSeries(page);
  await button(page).click();
  await trailerRuns(page);
  expect((await onStage(page))?.wide).toBeLessThanOrEqual(360);
});

test('a series without a trailer has no button for one', async ({ page }) => {
  const list: { series: { slug: string; episode_count: number }[] } = await (
    await page.request.get('/api/v1/series')
  ).json();
  const { slug = '' } = list.series.sort((one, other) => one.episode_count - other.episode_count)[0] ?? {};
  await page.goto(`/series/${slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(button(page)).toHaveCount(0);
});

for (const lang of ['en', 'ar', 'zh-Hans']) {
  test(`everyone can use the trailer (${lang})`, async ({ page }, info) => {
    const at = (where: string) => look(page, info, `trailer-${where}-${lang}`);
    await openSeries(page, `?lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await at('page');
    await page
      .getByRole('main')
      .getByRole('button', { name: /\d:\d\d/ })
      .click();
    await trailerRuns(page);
    await expect.poll(() => page.locator('dialog p[lang]').count(), { timeout: 15_000 }).toBeGreaterThan(0);
    await page.keyboard.press('k');
    await expect.poll(async () => (await onStage(page))?.paused).toBe(true);
    await at('stage');
    await page.keyboard.press('k');
    await trailerRuns(page);
    await toTrailerEnd(page);
    await expect(page.locator('dialog section a')).toBeFocused({ timeout: 15_000 });
    await at('end');
  });
}
