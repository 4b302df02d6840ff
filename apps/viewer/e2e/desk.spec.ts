import type { Page } from '@playwright/test';
import { expect, firstSeries, open, runs, seekTo, test } from './house.ts';

// What only a desk has: a wheel, and room beside the picture.

const episodes = (page: Page) => page.getByRole('region', { name: 'Episodes' });

test.describe('at a desk', { tag: '@wheel' }, () => {
  test('the wheel goes on and back over what is said at the end', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('cliffhanger.auto-next', 'off'));
    await open(page);
    await runs(page, 1);
    await seekTo(page, -0.6);
    await page.getByRole('alert').getByRole('button', { name: 'Watch again' }).hover();
    await page.mouse.wheel(0, 120);
    await runs(page, 2);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await seekTo(page, -0.6);
    await page.getByRole('alert').getByText('That was episode 2.').hover();
    await page.mouse.wheel(0, -120);
    await runs(page, 1);
  });

  test('the episodes stand beside the picture, and one is chosen there', async ({ page }) => {
    const { slug } = await firstSeries(page, 'thirty-doors');
    await page.goto(`/watch/${slug}/1`);
    await runs(page, 1);
    const cells = episodes(page).getByRole('link');
    await expect(cells).toHaveCount(30);
    await expect(cells.nth(0)).toHaveAttribute('aria-current', 'true');
    const [picture, list] = [await page.getByRole('feed').boundingBox(), await episodes(page).boundingBox()];
    expect(list?.x, 'nothing of it lies on the picture').toBeGreaterThan((picture?.x ?? 0) + (picture?.width ?? 0));
    await page.evaluate(() => document.documentElement.setAttribute('data-before', ''));
    await cells.nth(16).click();
    await runs(page, 17);
    await expect(cells.nth(16)).toHaveAttribute('aria-current', 'true');
    await expect(page.locator('html[data-before]'), 'on the same page').toHaveCount(1);
  });

  test('the wheel scrolls the episodes where they do not fit, and goes on where they do', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    await episodes(page).hover();
    await page.mouse.wheel(0, 120);
    await runs(page, 2);

    await page.setViewportSize({ width: 1280, height: 320 });
    const { slug } = await firstSeries(page, 'thirty-doors');
    await page.goto(`/watch/${slug}/1`);
    await runs(page, 1);
    await episodes(page).hover();
    await page.mouse.wheel(0, 120);
    await expect.poll(() => episodes(page).evaluate((list) => list.scrollTop)).toBeGreaterThan(0);
    await page.keyboard.press('ArrowDown');
    await runs(page, 2);
  });
});
