import { expect, firstSeries, onStage, open, pause, runs, test, watchFrames } from './house.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a moment is shared by its link, and whoever opens it begins at that second', async ({
  page,
  browser,
  baseURL,
}) => {
  const { slug } = await open(page, 2);
  await runs(page, 2);
  await expect.poll(async () => (await onStage(page))?.seconds ?? 0, { timeout: 20_000 }).toBeGreaterThan(3.2);
  await pause(page);
  const left = Math.floor((await onStage(page))?.seconds ?? 0);
  await page.getByRole('button', { name: 'Share' }).click();
  const sheet = page.getByRole('dialog', { name: 'Share' });
  await expect(sheet.getByRole('radio', { name: /^Episode 2 from 0:/ })).toBeChecked();
  await sheet.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is copied.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${baseURL}/watch/${slug}/2?t=${left}`);

  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await runs(other, 2);
  expect((await onStage(other))?.seconds).toBeGreaterThanOrEqual(left);
  expect((await onStage(other))?.seconds, 'from there, not from somewhere behind').toBeLessThan(left + 4);
  await expect(other, 'the second is used up').toHaveURL(`${baseURL}/watch/${slug}/2`);
  await other.context().close();
});

test('an episode from its beginning, and the series, are shared as well', async ({ page, baseURL }) => {
  const { slug } = await open(page);
  await runs(page, 1);
  await pause(page);
  for (const [what, path] of [
    ['Episode 1 from the beginning', `/watch/${slug}/1`],
    ['The series', `/series/${slug}`],
  ] as const) {
    await page.getByRole('button', { name: 'Share' }).click();
    const sheet = page.getByRole('dialog', { name: 'Share' });
    await sheet.getByRole('radio', { name: what }).check();
    await sheet.getByRole('button', { name: 'Copy the link' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(baseURL + path);
  }
});

test('where the system can share, it is offered, and closing its sheet is no failure', async ({ page }) => {
  await page.addInitScript(() => {
    const closed = () => Promise.reject(new DOMException('closed', 'AbortError'));
    Object.defineProperty(navigator, 'share', { value: closed, configurable: true });
  });
  await open(page);
  await runs(page, 1);
  await pause(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Share with an app' }).click();
  await page.waitForTimeout(300);
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
});

test('a link that cannot be copied stays on screen to be copied by hand', async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    Object.defineProperty(navigator.clipboard, 'writeText', { value: refuse });
  });
  const { slug } = await firstSeries(page);
  await page.goto(`/series/${slug}`);
  await page.getByRole('main').getByRole('button', { name: 'Share' }).click();
  const sheet = page.getByRole('dialog', { name: 'Share' });
  await sheet.getByRole('button', { name: 'Copy the link' }).click();
  await expect(sheet.getByRole('alert')).toContainText('The link could not be copied.');
  await expect(sheet.getByText(`${baseURL}/series/${slug}`)).toBeVisible();
});

for (const t of ['999', '-3', 'soon', '1e3', '']) {
  test(`a moment that makes no sense (“${t}”) is no obstacle: the episode begins`, async ({ page }) => {
    await watchFrames(page);
    await open(page, 1, `?t=${t}`);
    await runs(page, 1);
    const [first] = await page.evaluate(() => seenFrames.filter(({ at }) => at === 0));
    expect(first?.seconds).toBeLessThan(0.5);
  });
}

test('a campaign is told once and leaves the address, without loading anything again', async ({ page }) => {
  const arrivals: unknown[] = [];
  let documents = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/v1/arrivals')) arrivals.push(request.postDataJSON());
    if (request.resourceType() === 'document') documents++;
  });
  const { slug } = await firstSeries(page);
  const answered = page.waitForResponse(/\/api\/v1\/arrivals$/);
  await page.goto(`/watch/${slug}/1?utm_source=clip&utm_campaign=night&t=2`);
  await runs(page, 1);
  expect((await answered).status()).toBe(204);
  await page.keyboard.press('ArrowDown');
  await runs(page, 2);
  expect(arrivals).toEqual([
    { path: `/watch/${slug}/1`, campaign: { utm_source: 'clip', utm_campaign: 'night' }, referrer: null },
  ]);
  expect(documents).toBe(1);
});
