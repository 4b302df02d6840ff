import { expect, firstSeries, open, pause, runs, test } from './house.ts';

test('the series page leads to its episodes and back', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await page.goto(`/series/${slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByRole('link', { name: 'Watch episode 1' }).click();
  await runs(page, 1);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: /^Episode 3(:|$)/ }).click();
  await runs(page, 3);
});

test.describe('an address with nothing behind it', () => {
  test.use({ failing: true });
  for (const path of ['/series/no-such-series', '/watch/no-such-series/1']) {
    test(`${path} says so and offers a way on`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('alert')).toContainText('There is nothing at this address.');
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      await expect(page).toHaveTitle(/^There is nothing at this address\. · /);
      await page.getByRole('button', { name: 'Go to the start' }).click();
      await expect(page.getByRole('feed')).toBeVisible();
    });
  }
});

test('the language of the app is chosen in the app and remembered', async ({ page }) => {
  await open(page);
  await runs(page, 1);
  await pause(page);
  await page.getByRole('button', { name: 'Language' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('button', { name: 'English' })).toHaveAttribute('aria-current', 'true');
  await sheet.getByRole('button', { name: 'English' }).press('ArrowDown');
  await expect(page.locator('html'), 'no arrow key chooses').toHaveAttribute('lang', 'en');
  await sheet.getByRole('button', { name: 'العربية' }).press('Enter');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await runs(page, 1);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
});

test('it works at 320 pixels, and with text twice as large', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page);
  await runs(page, 1);
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await pause(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, 'nothing is wider than the screen').toBeLessThanOrEqual(320);
  await expect(page.getByRole('button', { name: 'Share' })).toBeInViewport({ ratio: 1 });
});
