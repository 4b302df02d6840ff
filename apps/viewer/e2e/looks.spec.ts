import type { Page } from '@playwright/test';
import { closeSheet, expect, firstSeries, look, onStage, open, pause, runs, test } from './house.ts';

/** Once it runs it can be paused; before, the key would only start it. */
async function pauseRunning(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const now = await onStage(page);
        return now?.settled === true && !now.paused && now.wide > 0;
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  await pause(page);
}

for (const lang of ['en', 'zh-Hans', 'ar', 'th']) {
  test(`For You and every sheet of the feed can be used by everyone (${lang})`, async ({ page }, info) => {
    test.setTimeout(120_000);
    const at = (where: string) => look(page, info, `${where}-${lang}`);
    await page.goto(`/for-you?lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('html')).toHaveAttribute('dir', lang === 'ar' ? 'rtl' : 'ltr');
    await expect(page.getByRole('feed')).toBeVisible();
    await pauseRunning(page);
    await at('for-you');
    await open(page, 1, `?lang=${lang}`);
    await runs(page, 1);
    await at('running');
    await pause(page);
    const buttons = page.getByRole('navigation').locator('button[data-word]');
    for (const [nth, where] of [
      [2, 'episodes'],
      [3, 'language'],
      [4, 'share'],
    ] as const) {
      await buttons.nth(nth).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await at(where);
      await closeSheet(page);
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await at('keys');
    await page.goto(`/embed/${(await firstSeries(page)).slug}/1?lang=${lang}`);
    await expect(page.getByRole('feed')).toBeVisible();
    await pauseRunning(page);
    await at('embed');
  });
}

test('with text twice as large nothing of the feed covers anything else', async ({ page }, info) => {
  for (const [wide, high] of [
    [320, 640],
    [360, 800],
  ] as const) {
    await page.setViewportSize({ width: wide, height: high });
    await open(page);
    await runs(page, 1);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    await pause(page);
    await page.screenshot({ path: info.outputPath(`large-${wide}.png`) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(wide);
    const boxes = await page.locator('main header button, main nav button[data-word]').evaluateAll((all) =>
      all.map((it) => {
        const { x, y, right, bottom } = it.getBoundingClientRect();
        return { name: it.textContent || it.getAttribute('aria-label'), x, y, right, bottom };
      }),
    );
    expect(boxes.length).toBeGreaterThan(6);
    for (const [index, one] of boxes.entries()) {
      expect(one.x >= 0 && one.y >= 0 && one.right <= wide && one.bottom <= high, `${one.name} is on screen`).toBe(
        true,
      );
      expect(Math.min(one.right - one.x, one.bottom - one.y), `${one.name} is large enough`).toBeGreaterThanOrEqual(44);
      for (const other of boxes.slice(index + 1)) {
        const apart = one.right <= other.x || other.right <= one.x || one.bottom <= other.y || other.bottom <= one.y;
        expect(apart, `${one.name} and ${other.name} stand apart`).toBe(true);
      }
    }
  }
});
