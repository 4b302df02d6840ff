import { AxeBuilder } from '@axe-core/playwright';
import { expect, firstSeries, open, pause, runs, test } from './house.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const { lang, dir, watch } of [
  { lang: 'en', dir: 'ltr', watch: 'Episodes' },
  { lang: 'zh-Hans', dir: 'ltr', watch: '选集' },
  { lang: 'ar', dir: 'rtl', watch: 'الحلقات' },
]) {
  test(`the feed, its sheets and the series page are accessible (${lang})`, async ({ page }, info) => {
    const axe = async (where: string) => {
      await page.screenshot({ path: info.outputPath(`${where}-${lang}.png`) });
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        where,
      ).toEqual([]);
    };
    await open(page, 1, `?lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('dir', dir);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await runs(page, 1);
    await axe('feed');
    await pause(page);
    await axe('paused');
    const rail = page.getByRole('navigation').getByRole('button');
    await rail.filter({ hasText: watch }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await axe('episodes');
    await page.keyboard.press('Escape');
    await rail.nth(6).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await axe('language');
    await page.goto(`/series/${(await firstSeries(page)).slug}?lang=${lang}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await axe('series');
  });
}

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
  // The browser itself reports the answer 404; that is the point here.
  test.use({ quiet: async ({ page: _ }, use) => use([]) });
  for (const path of ['/series/no-such-series', '/watch/no-such-series/1']) {
    test(`${path} says so and offers a way on`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('alert')).toContainText('There is nothing at this address.');
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
  await page.getByRole('radio', { name: 'العربية' }).last().click();
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
