import type { Browser, Page } from '@playwright/test';
import { askForLink, expect, firstSeries, linkTo, open, runs, test } from './house.ts';

/** Another device: a browser that knows nothing of this one. */
async function another(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'en' });
  return context.newPage();
}

const main = (page: Page) => page.getByRole('main');

test('a guest signs in and out on two devices, and nothing is lost', async ({ page, browser }) => {
  test.slow();
  const address = `mei-${Date.now()}@example.org`;
  const { slug } = await open(page, 2);
  await runs(page, 2);
  await page.goto(`/series/${slug}`);
  await main(page).getByRole('button', { name: 'My list' }).click();
  await expect(page.getByText('It is on your list.')).toBeVisible();

  await askForLink(page, address);
  const link = await linkTo(page.request, address);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeFocused();
  await page.getByRole('button', { name: 'Sign in on this device' }).click();
  await expect(page.getByText(`You are signed in as ${address}.`)).toBeVisible();
  await expect(page, 'back where the link was asked for').toHaveURL(/\/profile\/account$/);
  await page.goto('/list');
  await expect(main(page).getByRole('link', { name: /The Lantern Debt/ }), 'the list came along').toBeVisible();

  const other = await another(browser);
  await other.goto(link);
  await other.getByRole('button', { name: 'Sign in on this device' }).click();
  await expect(other.getByRole('alert'), 'a link works once').toContainText('This link has been used, or is too old.');
  await other.getByRole('button', { name: 'Ask for a new link' }).click();
  await askForLink(other, address);
  await other.goto(await linkTo(other.request, address, 2));
  await other.getByRole('button', { name: 'Sign in on this device' }).click();
  await expect(other.getByText(`You are signed in as ${address}.`)).toBeVisible();
  await other.goto('/history');
  await expect(main(other).getByRole('link', { name: /The Lantern Debt/ })).toContainText('Episode 2 of');

  await other.goto('/profile/account');
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(other.getByText('You are signed out. Your account keeps everything.')).toBeVisible();
  await other.goto('/history');
  await expect(other.getByText('What you watch is remembered here'), 'another viewer sees nothing of it').toBeVisible();
  await page.goto('/list');
  await expect(main(page).getByRole('link', { name: /The Lantern Debt/ }), 'the first device goes on').toBeVisible();
  await other.context().close();
});

test('what is marked on screen is the one viewer’s, also when the page is not loaded anew', async ({ page }) => {
  const address = `lin-${Date.now()}@example.org`;
  await askForLink(page, address);
  await page.goto(await linkTo(page.request, address));
  await page.getByRole('button', { name: 'Sign in on this device' }).click();
  await expect(page).toHaveURL(/\/profile\/account$/);
  const home = () => page.getByRole('navigation', { name: 'The app' }).getByRole('link', { name: 'Home' }).click();
  const series = () =>
    main(page)
      .getByRole('link', { name: /The Lantern Debt/ })
      .first()
      .click();
  const listed = main(page).getByRole('button', { name: 'My list' });
  await home();
  await series();
  await listed.click();
  await expect(listed).toHaveAttribute('aria-pressed', 'true');

  await page.goBack();
  await page.goBack();
  await page.evaluate(() => document.documentElement.setAttribute('data-before', ''));
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out. Your account keeps everything.')).toBeVisible();
  await home();
  await series();
  await expect(listed).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('html[data-before]'), 'it is the same page').toHaveCount(1);
});

test('an address that is none is refused by the form, before anything is sent', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Your e-mail address').fill('not an address');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByLabel('Your e-mail address')).toBeFocused();
  await expect(page.getByText('Check your mail')).toHaveCount(0);
});

test('age and gender are said only by choice, and taken back', async ({ page }) => {
  await page.goto('/profile/account');
  const age = page.getByLabel('Age');
  await expect(age).toHaveValue('');
  const said = () => page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await Promise.all([said(), age.selectOption({ label: '45–54' })]);
  await page.reload();
  await expect(age).toHaveValue('45-54');
  await Promise.all([said(), age.selectOption({ label: 'Not said' })]);
  await page.reload();
  await expect(age).toHaveValue('');
});

test('all that is kept of a viewer comes as one file', async ({ page }) => {
  await firstSeries(page);
  await page.goto('/profile/privacy');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download my data' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.json$/);
});

test('whoever has everything deleted is a new guest afterwards', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await page.goto(`/series/${slug}`);
  await main(page).getByRole('button', { name: 'My list' }).click();
  await expect(page.getByText('It is on your list.')).toBeVisible();
  await page.goto('/profile/privacy');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await page.getByRole('button', { name: 'Keep my account' }).click();
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await page.getByRole('button', { name: 'Delete it for good' }).click();
  await expect(page.getByText('Everything that was kept of you is deleted.')).toBeVisible();
  await page.goto('/list');
  await expect(page.getByText('What you put on your list waits for you here.')).toBeVisible();
});
