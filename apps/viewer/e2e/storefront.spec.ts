import type { Page } from '@playwright/test';
import { expect, firstSeries, look, runs, test } from './house.ts';

/** The storefront that the journeys' service has beside its main one, as `scripts/test-journeys.sh` describes it. */
const THEMED = { name: 'Laterna', accent: 'rgb(90, 209, 255)', canvas: 'rgb(16, 16, 24)' };

/** Chromium takes every name that ends so for this machine. */
function themed(baseURL: string | undefined): string {
  const url = new URL(baseURL ?? '');
  url.hostname = 'themed.localhost';
  return url.origin;
}

/** The colours that the page has in the end, whichever style sheet came first. */
const colours = (page: Page) =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--accent)';
    const accent = getComputedStyle(probe).color;
    probe.remove();
    return { accent, canvas: getComputedStyle(document.body).backgroundColor };
  });

test('a storefront has its own name, colours, start page and languages, on pages and in the feed', async ({
  page,
  baseURL,
}, info) => {
  const origin = themed(baseURL);
  const { accent, canvas } = THEMED;
  await page.goto(origin);
  await expect(page.getByRole('heading', { level: 1 }), 'Home comes first').toBeVisible();
  const logo = page.getByRole('heading', { level: 1 }).getByRole('img', { name: THEMED.name });
  await expect
    .poll(() => logo.evaluate((img: HTMLImageElement) => img.naturalWidth), 'its name is a picture')
    .toBeGreaterThan(0);
  await expect(page).toHaveTitle(new RegExp(THEMED.name));
  expect(await colours(page)).toEqual({ accent, canvas });
  await look(page, info, 'home');
  const manifest = await page.evaluate(async () => (await fetch('/manifest.webmanifest')).json());
  expect(manifest.name).toBe(THEMED.name);

  const { slug } = await firstSeries(page);
  await page.goto(`${origin}/series/${slug}`);
  const watch = page.getByRole('link', { name: 'Watch episode 1' });
  await expect(watch).toHaveCSS('background-color', accent);
  await look(page, info, 'series');

  await page.goto(`${origin}/watch/${slug}/1`);
  await runs(page, 1);
  expect(await colours(page), 'where the first picture came before the style').toEqual({ accent, canvas });

  await page.goto(`${origin}/profile/language`);
  await expect(page.getByLabel('The app').locator('option')).toHaveText(['English', 'Bahasa Indonesia']);
});

test('the other names of the service know nothing of it', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await page.goto(`/series/${slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect((await colours(page)).accent).not.toBe(THEMED.accent);
  await expect(page).not.toHaveTitle(new RegExp(THEMED.name));
});
