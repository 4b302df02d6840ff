import type { Browser, CDPSession, Page } from '@playwright/test';
import { askForLink, expect, firstSeries, linkTo, look, test } from './house.ts';

const SERVICE = process.env.CLIFFHANGER_URL ?? 'http://127.0.0.1:8080';
/** Browsers make passkeys for names; that of this machine needs no certificate. */
const NAMED = SERVICE.replace('127.0.0.1', 'localhost');

test.use({ baseURL: NAMED });

type Device = { page: Page; asked: CDPSession; authenticatorId: string };

/** Gives a page an authenticator that keeps passkeys and finds its owner before it. */
async function withAuthenticator(page: Page): Promise<Device> {
  const asked = await page.context().newCDPSession(page);
  await asked.send('WebAuthn.enable');
  const { authenticatorId } = await asked.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, asked, authenticatorId };
}

/** Copies passkeys to another device, as their owner's phone does for his laptop. */
async function copy(from: Device, to: Device): Promise<void> {
  const { credentials } = await from.asked.send('WebAuthn.getCredentials', { authenticatorId: from.authenticatorId });
  for (const credential of credentials) {
    await to.asked.send('WebAuthn.addCredential', { authenticatorId: to.authenticatorId, credential });
  }
}

async function another(browser: Browser, page: Page): Promise<Device> {
  const context = await browser.newContext({ viewport: page.viewportSize(), locale: 'en', baseURL: NAMED });
  return withAuthenticator(await context.newPage());
}

async function signInByMail(page: Page): Promise<string> {
  const address = `mei-${Date.now()}@example.org`;
  await askForLink(page, address);
  await page.goto(await linkTo(page.request, address));
  await page.getByRole('button', { name: 'Sign in on this device' }).click();
  await expect(page).toHaveURL(/\/profile\/account$/);
  return address;
}

async function putOnList(page: Page): Promise<void> {
  const { slug } = await firstSeries(page);
  await page.goto(`/series/${slug}`);
  await page.getByRole('main').getByRole('button', { name: 'My list' }).click();
  await expect(page.getByText('It is on your list.')).toBeVisible();
}

const enter = (page: Page) => page.getByRole('button', { name: 'Sign in with a passkey' });

test('a passkey signs in on another device, and a guest loses nothing by it', async ({ page, browser }) => {
  test.slow();
  const first = await withAuthenticator(page);
  const address = await signInByMail(page);
  await expect(page.getByText('You have no passkey yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('The passkey is added. Next time, sign in with it.')).toBeVisible();
  const kept = page.getByRole('region', { name: 'Passkeys' }).getByRole('listitem');
  await expect(kept).toContainText('not used yet');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('alert')).toHaveText('This device has a passkey of yours already. Sign in with it.');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out. Your account keeps everything.')).toBeVisible();
  await enter(page).click();
  await expect(page.getByText(`You are signed in as ${address}.`)).toBeVisible();
  await expect(kept).toContainText('Last used on');

  await page.getByRole('button', { name: /^Rename the passkey “/ }).click();
  const name = page.getByRole('dialog').getByLabel('Name');
  await expect(name).not.toHaveValue('');
  await name.fill('  ');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(name, 'spaces are no name').toBeFocused();
  await name.fill('Mei’s phone');
  await name.press('Enter');
  await expect(page.getByText('The passkey has a new name.')).toBeVisible();
  await expect(kept).toContainText('Mei’s phone');

  const other = await another(browser, page);
  await copy(first, other);
  await putOnList(other.page);
  await other.page.goto('/sign-in?next=/list');
  await enter(other.page).click();
  await expect(other.page.getByText(`You are signed in as ${address}.`)).toBeVisible();
  await expect(other.page).toHaveURL(/\/list$/);
  await page.goto('/list');
  for (const device of [page, other.page]) {
    await expect(
      device.getByRole('main').getByRole('link', { name: /The Lantern Debt/ }),
      'it came along',
    ).toBeVisible();
  }
  await other.page.context().close();
});

test('a passkey that was removed signs nobody in, and the link by mail still does', async ({ page, browser }) => {
  test.slow();
  const first = await withAuthenticator(page);
  const address = await signInByMail(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const remove = page.getByRole('button', { name: /^Remove the passkey “/ });
  await remove.click();
  await page.getByRole('button', { name: 'Keep the passkey' }).click();
  await remove.click();
  await page.getByRole('button', { name: 'Remove the passkey', exact: true }).click();
  await expect(page.getByText('The passkey is removed.')).toBeVisible();
  await expect(page.getByText('You have no passkey yet.')).toBeVisible();

  const other = await another(browser, page);
  await copy(first, other);
  await other.page.goto('/profile/account');
  await enter(other.page).click();
  await expect(other.page.getByRole('alert')).toHaveText(
    'This passkey is not known here any more. Have a link sent by mail.',
  );
  await askForLink(other.page, address);
  await other.page.goto(await linkTo(other.page.request, address, 2));
  await other.page.getByRole('button', { name: 'Sign in on this device' }).click();
  await expect(other.page.getByText(`You are signed in as ${address}.`)).toBeVisible();
  await other.page.context().close();
});

test('whoever is not its owner, and whoever has none, is told so', async ({ page }) => {
  const { asked, authenticatorId } = await withAuthenticator(page);
  await asked.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.goto('/sign-in');
  await enter(page).click();
  await expect(page.getByRole('alert')).toHaveText('No passkey was chosen. Try again, or have a link sent by mail.');
});

test('where an address is a number, no passkeys are offered', async ({ page }) => {
  await page.goto(`${SERVICE.replace('localhost', '127.0.0.1')}/sign-in`);
  await expect(page.getByRole('button', { name: 'Send me a link' })).toBeVisible();
  await expect(enter(page)).toHaveCount(0);
});

for (const lang of ['en', 'zh-Hans', 'ar']) {
  test(`passkeys can be used by everyone (${lang})`, async ({ page }, info) => {
    const at = (where: string) => look(page, info, `${where}-${lang}`, true);
    await withAuthenticator(page);
    await signInByMail(page);
    await page.goto(`/profile/account?lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    const group = page.locator('section[aria-labelledby="passkeys"]');
    await expect(group.getByRole('button')).toHaveCount(1);
    await at('none');
    await group.getByRole('button').click();
    await expect(group.getByRole('listitem')).toHaveCount(1);
    await at('one');
    const [rename, remove] = await group.getByRole('listitem').getByRole('button').all();
    await rename?.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await at('rename');
    await page.keyboard.press('Escape');
    await remove?.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await at('remove');
    await page.goto(`/sign-in?lang=${lang}`);
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(2);
    await at('sign-in');
  });
}
