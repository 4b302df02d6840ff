import type { Page } from '@playwright/test';
import { expect, onStage, open, pause, runs, runsAt, seekTo, test } from './house.ts';

/** The series and the number of the episode on stage, as its card says them. */
async function card(page: Page): Promise<string> {
  return page.locator('article:not([inert])').evaluate((it) => {
    const [series = '', episode = ''] = (it.textContent ?? '').split('Episode ');
    return `${series}${Number.parseInt(episode, 10)}`;
  });
}

/** Swipes to a series that has a second episode. */
async function toLongSeries(page: Page, from = 0): Promise<number> {
  for (let index = from; ; index++) {
    await runsAt(page, index);
    const title = await page.getByRole('button', { name: /^Episode \d+ of \d+$/ }).textContent();
    if (!title?.endsWith('of 1')) return index;
    await page.keyboard.press('ArrowDown');
  }
}

test('For You goes from series to series, at an address of its own', async ({ page }) => {
  await page.goto('/for-you');
  await runsAt(page, 0);
  const first = await card(page);
  await page.keyboard.press('ArrowDown');
  await runsAt(page, 1);
  await expect.poll(() => card(page)).not.toBe(first);
  await expect(page).toHaveURL(/\/for-you$/);
  await page.keyboard.press('ArrowUp');
  await runsAt(page, 0);
  await expect.poll(() => card(page)).toBe(first);
  await expect(page.getByRole('button', { name: 'Back to the series' })).toHaveCount(0);
});

test('when an episode ends the next of its series follows, and Back returns to the card that was left', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.goto('/for-you');
  await runsAt(page, 0);
  await page.keyboard.press('ArrowDown');
  const index = await toLongSeries(page, 1);
  const left = await card(page);
  await seekTo(page, -0.6);
  await expect(page).toHaveURL(/\/watch\/[^/]+\/2$/, { timeout: 15_000 });
  await expect.poll(async () => (await onStage(page))?.paused, { timeout: 15_000 }).toBe(false);
  await expect.poll(() => card(page)).toBe(left.replace(/1$/, '2'));
  await expect(page.getByRole('button', { name: 'Back to the series' })).toHaveCount(1);

  await page.goBack();
  await expect(page).toHaveURL(/\/for-you$/);
  await runsAt(page, index);
  // The card has gone on with him.
  await expect.poll(() => card(page)).toBe(left.replace(/1$/, '2'));
});

test('the episodes of a series are reached from its card', async ({ page }) => {
  await page.goto('/for-you');
  const index = await toLongSeries(page);
  await pause(page);
  await page.getByRole('navigation').getByRole('button', { name: 'Episodes' }).click();
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /^Episode 2(:|$)/ })
    .click();
  await expect(page).toHaveURL(/\/watch\/[^/]+\/2$/);
  await expect.poll(async () => (await onStage(page))?.paused, { timeout: 15_000 }).toBe(false);
  await page.goBack();
  await runsAt(page, index);
});

test('a series on the list is marked, here and after a reload', async ({ page }) => {
  await open(page, 2);
  await runs(page, 2);
  await page.goto('/for-you');
  await runsAt(page, 0);
  expect(await card(page), 'what he watches comes first').toMatch(/2$/);
  const listed = page.getByRole('button', { name: 'My list' });
  await pause(page);
  await listed.click();
  await expect(page.getByText('It is on your list.')).toBeVisible();
  const kept = await card(page);
  await page.reload();
  await runsAt(page, 0);
  expect(await card(page)).toBe(kept);
  await expect(page.getByRole('button', { name: 'My list' })).toHaveAttribute('aria-pressed', 'true');
});

test('a series that was begun goes on where it was left', async ({ page }) => {
  await page.goto('/for-you');
  await runsAt(page, 0);
  await expect.poll(async () => (await onStage(page))?.seconds ?? 0, { timeout: 15_000 }).toBeGreaterThan(0.6);
  await page.keyboard.press('ArrowDown');
  await runsAt(page, 1);
  await page.keyboard.press('ArrowDown');
  await runsAt(page, 2);
  await page.waitForTimeout(1200);
  await page.keyboard.press('ArrowUp');
  await runsAt(page, 1);
  await page.waitForTimeout(1200);
  await page.keyboard.press('ArrowUp');
  await runsAt(page, 0);
  expect((await onStage(page))?.seconds, 'not from its beginning').toBeGreaterThan(0.5);
});
