import type { Page } from '@playwright/test';
import { expect, firstSeries, open, runs, test } from './house.ts';

const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'The app' }).getByRole('link', { name });

test('the tabs lead to the four places; inside a series there are none', async ({ page }) => {
  await page.goto('/home');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(tab(page, 'Home')).toHaveAttribute('aria-current', 'page');
  for (const [name, path] of [
    ['My list', '/list'],
    ['Profile', '/profile'],
  ] as const) {
    await tab(page, name).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
    await expect(page).toHaveTitle(new RegExp(`^${name} · `));
    await expect(tab(page, name)).toHaveAttribute('aria-current', 'page');
  }
  await tab(page, 'For You').click();
  await expect(page.getByRole('feed')).toBeVisible();
  await expect(tab(page, 'For You')).toBeVisible();
  await open(page);
  await runs(page, 1);
  await expect(page.getByRole('navigation', { name: 'The app' })).toHaveCount(0);
});

test('Back finds a page where it was left', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await page.setViewportSize({ width: 360, height: 400 });
  await page.goto(`/series/${slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  const more = page.getByRole('region', { name: 'More like this' }).getByRole('link').first();
  await more.scrollIntoViewIfNeeded();
  // Not by the mouse, which would scroll once more to be sure.
  const depth = await more.evaluate((link: HTMLElement) => {
    const at = scrollY;
    link.click();
    return at;
  });
  expect(depth).toBeGreaterThan(100);
  await expect(page).toHaveURL(/\/(genre|mood)\//);
  await expect.poll(() => page.evaluate(() => scrollY), 'a new page begins at its top').toBe(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/series\//);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(depth);
  await page.goForward();
  await expect(page).toHaveURL(/\/(genre|mood)\//);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test('Home shows what there is, and where one goes on', async ({ page }) => {
  // A ranking of fewer than three is not shown.
  for (const watched of ['salt-and-silver', 'rain-on-line-nine']) {
    await page.goto(`/watch/${watched}/1`);
    await runs(page, 1);
  }
  const { slug } = await open(page, 2);
  await runs(page, 2);
  // Who is watched most is counted once a minute.
  test.slow();
  const ranked = async () => {
    await page.goto('/home');
    await expect(rail('Top ten this week').first()).toHaveAttribute('href', /^\/series\//, { timeout: 3000 });
  };
  const rail = (name: string) => page.getByRole('region', { name, exact: true }).getByRole('link');
  await expect(ranked).toPass({ timeout: 80_000 });
  const going = rail('Continue watching').filter({ hasText: 'Episode 2' });
  await expect(going).toHaveAttribute('href', `/watch/${slug}/2`);
  const watch = page.getByRole('main').getByRole('link', { name: 'Watch', exact: true });
  await expect(watch, 'one series large').toHaveAttribute('href', /^\/watch\/[^/]+\/1$/);
  await expect(page.getByRole('region', { name: 'New' }).locator(`a[href="/series/${slug}"]`)).toHaveCount(1);
  for (const [name, path] of [
    ['Revenge', '/genre/revenge'],
    ['Tense', '/mood/tense'],
  ] as const) {
    await expect(rail(name).first(), 'the name of a kind leads to all of it').toHaveAttribute('href', path);
    await expect(rail(name).nth(1)).toHaveAttribute('href', /^\/series\//);
  }
  await going.click();
  await runs(page, 2);
});

test.describe('Search', () => {
  test('finds as one types, in any language, and leads there by keys alone', async ({ page }) => {
    await page.goto('/search');
    const field = page.getByRole('searchbox', { name: 'Titles, people, genres' });
    await expect(field).toBeFocused();
    await field.pressSequentially('lantern');
    const result = page.getByRole('link', { name: /The Lantern Debt/ });
    await expect(result).toBeVisible();
    await expect(result.locator('mark')).toHaveText('Lantern');
    await expect(page).toHaveURL(/\/search\?q=lantern$/);
    await field.fill('灯债');
    await expect(result).toContainText('灯债');
    await expect(result).toContainText('Simplified Chinese');
    await field.press('ArrowDown');
    await expect(result).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(field).toBeFocused();
    await field.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'The Lantern Debt' })).toBeFocused();
    await page.goBack();
    await expect(field).toHaveValue('灯债');
  });

  test('says plainly that it found nothing, and remembers here what was looked for', async ({ page }) => {
    await page.goto('/search');
    const field = page.getByRole('searchbox');
    await field.fill('qqqqzzzz');
    await expect(page.getByText('Nothing was found for “qqqqzzzz”.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'See everything there is' })).toHaveAttribute('href', '/home');
    await field.press('Enter');
    await page.reload();
    await page.getByRole('searchbox').fill('');
    const again = page.getByRole('button', { name: 'qqqqzzzz', exact: true });
    await again.click();
    await expect(page.getByRole('searchbox')).toHaveValue('qqqqzzzz');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect(again).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(again).toBeVisible();
  });
});

test('a series is put on the list, taken off, and put back', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await page.goto(`/series/${slug}`);
  const button = page.getByRole('main').getByRole('button', { name: 'My list' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('status').filter({ hasText: 'It is on your list.' })).toBeVisible();
  await page.goto('/list');
  const entry = page.getByRole('main').getByRole('link', { name: /The Lantern Debt/ });
  await expect(entry).toBeVisible();
  await page.getByRole('button', { name: 'Take “The Lantern Debt” off my list' }).click();
  await expect(entry).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Find something to watch' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(entry).toBeVisible();
  await page.reload();
  await expect(entry).toBeVisible();
});

test('the history goes on where one was, forgets what it is told to, and can be asked to wait', async ({ page }) => {
  const { slug } = await open(page, 2);
  await runs(page, 2);
  await page.goto('/history');
  const row = page.getByRole('main').getByRole('link', { name: /The Lantern Debt/ });
  await expect(row).toContainText('Episode 2 of');
  await expect(page.getByRole('heading', { level: 2, name: 'Today' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove “The Lantern Debt” from the history' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(row).toHaveCount(0);
  const told = page.waitForRequest((request) => request.method() === 'DELETE' && request.url().endsWith('/history'));
  await page.getByRole('link', { name: 'My list' }).first().click();
  await told;
  await page.goto('/history');
  await expect(page.getByText('What you watch is remembered here')).toBeVisible();
  await page.goto(`/series/${slug}`);
  await expect(page.getByRole('link', { name: 'Watch episode 1', exact: true })).toBeVisible();
});

test.describe('somebody who reads Hindi', () => {
  test.use({ locale: 'hi-IN' });
  test('asks for his language, and takes it back', async ({ page }) => {
    const { slug } = await firstSeries(page);
    await page.goto(`/series/${slug}?lang=en`);
    await page
      .getByRole('button', { name: 'Ask for another language' })
      .or(page.getByRole('button', { name: 'Ask for my language' }))
      .click();
    const hindi = page.getByRole('dialog').getByRole('button', { name: /Hindi/ });
    await hindi.click();
    await expect(hindi).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Escape');
    await expect(page.getByText('You asked for Hindi')).toBeVisible();
    await page.reload();
    await expect(page.getByText('You asked for Hindi')).toBeVisible();
    await page.getByText('You asked for Hindi').click();
    await hindi.click();
    await expect(hindi).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('You asked for Hindi')).toBeVisible();
  });
});

test('the synopsis opens, and the grid says what was watched', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`/series/${slug}`);
  const more = page.getByRole('button', { name: 'More', exact: true });
  await more.click();
  await expect(page.getByRole('button', { name: 'Less' })).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('link', { name: /^Episode 1/ })).toHaveAttribute('href', `/watch/${slug}/1`);
});

test.describe('without a network', () => {
  test.use({ failing: true });

  test('what is on screen stays, and comes anew with the network', async ({ page, context }) => {
    await page.goto('/home');
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    const { slug } = await firstSeries(page);
    await page.goto(`/series/${slug}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await tab(page, 'My list').click();
    await expect(page.getByRole('link', { name: 'Find something to watch' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'The Lantern Debt' })).toBeVisible();
    await context.setOffline(true);
    await tab(page, 'My list').click();
    await expect(page.getByRole('link', { name: 'Find something to watch' }), 'as a moment ago').toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await context.setOffline(false);
  });

  test('a wish that is refused is taken back and said', async ({ page, context }) => {
    const { slug } = await firstSeries(page);
    await page.goto(`/series/${slug}`);
    const button = page.getByRole('main').getByRole('button', { name: 'My list' });
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await context.setOffline(true);
    await button.click();
    await expect(page.getByText('That did not work. It is not on your list.')).toBeVisible();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await context.setOffline(false);
  });
});

test('the data saver and the next episode are the viewer’s to decide, and remembered here', async ({ page }) => {
  await page.goto('/profile/playback');
  await expect(page.getByText(/Used today on this device: [\d.,]+\sMB/)).toBeVisible();
  await page.getByRole('radio', { name: 'Always' }).check({ force: true });
  const next = page.getByRole('switch', { name: 'Play the next episode by itself' });
  await expect(next).toBeChecked();
  await next.uncheck({ force: true });
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Always' })).toBeChecked();
  await expect(next).not.toBeChecked();
});

test('the language of the app, and how subtitles look, are chosen in the profile', async ({ page }) => {
  await page.goto('/profile/language');
  await page.getByRole('radio', { name: 'Very large' }).check({ force: true });
  await page.getByRole('combobox', { name: 'Subtitles' }).selectOption('off');
  await page.getByRole('combobox', { name: 'The app' }).selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.getByRole('radio').nth(2)).toBeChecked();
});
