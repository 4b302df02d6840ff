import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, firstSeries, kept, onStage, open, pause, runs, test, workerIsThere } from './house.ts';

test('the worker comes under the strict policy and keeps the shell, pictures and start packs', async ({ page }) => {
  const { slug } = await open(page);
  await runs(page, 1);
  await workerIsThere(page);
  await page.reload();
  await runs(page, 1);
  await expect.poll(() => kept(page, 'shell')).toContain('/offline');
  expect((await kept(page, 'shell')).some((path) => path.startsWith('/assets/first-'))).toBe(true);
  await expect.poll(async () => (await kept(page, 'packs')).length, { timeout: 10_000 }).toBeGreaterThan(0);
  await expect
    .poll(() => kept(page, 'answers'), { timeout: 10_000 })
    .toContain(`/api/v1/feed?series=${slug}&episode=1`);
  const all = await page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return caches_.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(
    all.filter((path) => /^\/(k|e|s|m)\/|\/api\/v1\/(me|wallet|episodes)/.test(path)),
    'no key, no segment, nothing of the person',
  ).toEqual([]);
});

test.describe('without a network', () => {
  test.use({ failing: true });

  test('the app opens, plays what it has, and says plainly what it has not', async ({ page }) => {
    const { slug } = await open(page);
    await runs(page, 1);
    await workerIsThere(page);
    await page.reload();
    await runs(page, 1);
    const again = () =>
      page.evaluate(async (path) => {
        const answer = await caches.match(path, { ignoreVary: true });
        return (await answer?.text()) === document.getElementById('feed')?.textContent;
      }, `/api/v1/feed?series=${slug}&episode=1`);
    await expect.poll(async () => (await kept(page, 'packs')).length, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(again, { message: 'the feed that this page came with is kept', timeout: 15_000 }).toBe(true);
    await page.context().setOffline(true);
    await page.goto(`/watch/${slug}/1`);
    await expect(page.getByRole('feed')).toBeVisible();
    await expect(page.getByText('The network is gone.').first()).toBeVisible();
    // Where he was in the first one is not kept; how the next one begins is, if in a smaller picture.
    await page.keyboard.press('ArrowDown');
    await runs(page, 2);

    await page.goto('/series/never-seen');
    await expect(page.getByRole('alert')).toContainText('The network is gone.');
    await page.context().setOffline(false);
    await page.goto(`/watch/${slug}/1`);
    await runs(page, 1);
  });

  test('another viewer finds nothing of the one before', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    await workerIsThere(page);
    await page.reload();
    await runs(page, 1);
    await expect.poll(async () => (await kept(page, 'packs')).length, { timeout: 10_000 }).toBeGreaterThan(0);
    const status = await page.evaluate(async () => (await fetch('/api/v1/me/sign-out', { method: 'POST' })).status);
    expect(status).toBe(200);
    expect(await kept(page, 'packs')).toEqual([]);
    expect(await kept(page, 'answers')).toEqual([]);
  });
});

test('where storage is forbidden the app does without', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: refuse });
    Object.defineProperty(navigator.serviceWorker, 'register', {
      value: () => Promise.reject(new DOMException('no', 'SecurityError')),
    });
  });
  await open(page);
  await runs(page, 1);
  await page.keyboard.press('ArrowDown');
  await runs(page, 2);
  await page.waitForTimeout(4500);
});

test('where storage is full the app does without, and what is chosen lasts as long as the page', async ({ page }) => {
  const asked = await page.context().newCDPSession(page);
  const { slug } = await firstSeries(page);
  await page.goto('/offline');
  const { origin } = new URL(page.url());
  await asked.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  const full = await page.evaluate(() => {
    const fill = (piece: string) => {
      try {
        for (let at = 0; ; at++) localStorage.setItem(`${piece.length}.${at}`, piece);
      } catch (cause) {
        return cause instanceof DOMException && cause.name;
      }
    };
    fill('x'.repeat(100_000));
    return fill('');
  });
  expect(full).toBe('QuotaExceededError');

  await page.goto(`/watch/${slug}/1`);
  await runs(page, 1);
  await pause(page);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('dialog').locator('input[name=subtitles][value=es]').check();
  await page.keyboard.press('Escape');
  // By now the worker has been asked for, and has found no room.
  await page.waitForTimeout(4500);
  await page.keyboard.press('ArrowDown');
  await runs(page, 2);
  await expect(page.locator('[data-ground] p[lang=es]'), 'as it was chosen').not.toBeEmpty({ timeout: 10_000 });
  expect(await kept(page, 'packs')).toEqual([]);
});

test('the series that was seen is there without its page being asked for again', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await page.goto(`/series/${slug}`);
  await workerIsThere(page);
  await page.reload();
  await expect.poll(() => kept(page, 'answers')).toContain(`/api/v1/series/${slug}`);
});

/** The service as it is after the next release: from the moment that `release` is called its worker is another one. */
async function serveReleases(baseURL: string) {
  let version = '';
  const server = createServer((asked, answer) => {
    const { method, headers, url = '' } = asked;
    const worker = url === '/sw.js';
    // Whole, and as text.
    if (worker) for (const name of ['accept-encoding', 'if-none-match']) delete headers[name];
    const passed = ask(new URL(url, baseURL), { method, headers }, async (from) => {
      if (!worker) {
        answer.writeHead(from.statusCode ?? 502, from.headers);
        from.pipe(answer);
        return;
      }
      const script = Buffer.concat(await from.toArray()).toString();
      const { 'content-length': _, etag: __, ...others } = from.headers;
      answer.writeHead(from.statusCode ?? 502, others);
      answer.end(script.replace(/"version":"/, `"version":"${version}`));
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    release: () => {
      version = 'next-';
    },
    close: () => server.close().closeAllConnections(),
  };
}

test('a new version takes over when the page changes, and never while an episode is on', async ({ page, baseURL }) => {
  const releases = await serveReleases(baseURL ?? '');
  try {
    await page.goto(`${releases.url}/home`);
    await workerIsThere(page);
    releases.release();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
    });
    const waits = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null);
    await expect.poll(waits, { message: 'the new one waits', timeout: 15_000 }).toBe(true);
    await page.evaluate(() => document.body.setAttribute('data-before', ''));
    const tabs = page.getByRole('navigation', { name: 'The app' });
    await tabs.getByRole('link', { name: 'For You' }).click();
    await expect.poll(async () => (await onStage(page))?.settled, { timeout: 15_000 }).toBe(true);
    await expect(page.locator('[data-before]'), 'the same page').toHaveCount(1);
    await tabs.getByRole('link', { name: 'My list' }).click();
    await expect(page.locator('[data-before]'), 'loaded anew').toHaveCount(0, { timeout: 20_000 });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const shells = async () => (await page.evaluate(() => caches.keys())).filter((name) => /shell/.test(name));
    await expect.poll(shells, 'what the old one kept is gone').toEqual([expect.stringContaining('next-')]);
  } finally {
    releases.close();
  }
});
