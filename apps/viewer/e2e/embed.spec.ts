import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { FrameLocator, Page } from '@playwright/test';
import { expect, firstSeries, test } from './house.ts';

/** An origin that the service lets frame it, and one that it does not know. */
const EMBEDDER = new URL(process.env.CLIFFHANGER_EMBEDDER ?? 'http://localhost:8094');
const SERVICE = process.env.CLIFFHANGER_URL ?? 'http://127.0.0.1:8080';

declare global {
  var heard: { type: string; [key: string]: unknown }[];
  var ask: (order: object) => void;
}

let server: Server;
let html = '';
test.beforeAll(async () => {
  server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((done) => server.listen(Number(EMBEDDER.port), 'localhost', done));
});
test.afterAll(() => new Promise<void>((done) => void server.close(() => done())));

async function frame(page: Page, series: string, origin = EMBEDDER.origin): Promise<FrameLocator> {
  const page_ = readFileSync(new URL('embedder.html', import.meta.url), 'utf8');
  html = page_.replaceAll('SERVICE', SERVICE).replaceAll('SERIES', series);
  await page.goto(origin);
  return page.frameLocator('#player');
}

const news = (page: Page, type: string) => page.evaluate((wanted) => heard.filter((it) => it.type === wanted), type);
const order = (page: Page, what: object) => page.evaluate((said) => ask(said), what);

test('another page frames a series, hears of it, and directs it', async ({ page }) => {
  const { slug, episodes } = await firstSeries(page);
  const player = await frame(page, slug);
  await expect.poll(() => news(page, 'ready'), { timeout: 15_000 }).not.toEqual([]);
  expect((await news(page, 'ready'))[0]).toMatchObject({ series: slug, episode: 1, episodes: episodes.length });
  await expect.poll(async () => (await news(page, 'progress')).length, { timeout: 15_000 }).toBeGreaterThan(0);

  await order(page, { type: 'pause' });
  await expect.poll(() => news(page, 'pause')).toHaveLength(1);
  await order(page, { type: 'seek', seconds: 5 });
  const video = player.locator('video').first();
  await expect.poll(() => video.evaluate((it: HTMLVideoElement) => it.currentTime)).toBeCloseTo(5, 0);
  await order(page, { type: 'mute', muted: true });
  await expect.poll(() => video.evaluate((it: HTMLVideoElement) => it.muted)).toBe(true);
  await order(page, { type: 'play' });
  await expect.poll(async () => (await news(page, 'play')).length).toBeGreaterThan(0);

  await player.getByRole('button', { name: 'Next episode' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => news(page, 'episode'))
    .toEqual([{ cliffhanger: 1, type: 'episode', series: slug, episode: 2 }]);
});

/** The frame is told that nobody sees it any more, or that somebody does again. */
async function seen(page: Page, visible: boolean): Promise<void> {
  await page.frames()[1]?.evaluate((now) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: !now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visible);
}

test('a pause begins nothing: not where nobody sees it, nor at the end', async ({ page }) => {
  const { slug, episodes } = await firstSeries(page);
  const player = await frame(page, `${slug}/${episodes.length}`);
  const running = () =>
    player.locator('video').evaluateAll((all) => all.some((it) => it instanceof HTMLVideoElement && !it.paused));
  const play = player.getByRole('button', { name: 'Play', exact: true });
  await expect.poll(() => news(page, 'ready'), { timeout: 15_000 }).not.toEqual([]);
  await expect.poll(running, { timeout: 15_000 }).toBe(true);

  await seen(page, false);
  await expect.poll(running).toBe(false);
  await order(page, { type: 'pause' });
  await expect.poll(() => news(page, 'pause')).toHaveLength(1);
  await page.waitForTimeout(500);
  expect(await running(), 'in a tab that nobody sees').toBe(false);
  await seen(page, true);
  await page.waitForTimeout(500);
  expect(await running(), 'nor when it is seen again').toBe(false);
  await expect(play).toBeVisible();

  await order(page, { type: 'play' });
  await expect.poll(running).toBe(true);
  const duration = (episodes.at(-1)?.duration_ms ?? 0) / 1000;
  await order(page, { type: 'seek', seconds: duration - 0.5 });
  await expect.poll(() => news(page, 'ended')).toHaveLength(1);
  await order(page, { type: 'pause' });
  await page.waitForTimeout(500);
  expect(await running(), 'at its end').toBe(false);
  await expect(player.getByText('That was the last episode.')).toBeVisible();

  await order(page, { type: 'seek', seconds: 1 });
  await expect.poll(running, 'whoever goes back from the end sees it run').toBe(true);
  await expect(player.getByText('That was the last episode.')).toHaveCount(0);
});

test('an order of nobody we know is not obeyed', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await frame(page, slug);
  await expect.poll(() => news(page, 'ready'), { timeout: 15_000 }).not.toEqual([]);
  for (const what of [{ type: 'unlock' }, { type: 'seek', seconds: 'x' }, { cliffhanger: 7, type: 'pause' }])
    await order(page, what);
  // The frame itself is not who frames it.
  await page.frames()[1]?.evaluate(() => window.postMessage({ cliffhanger: 1, type: 'pause' }, '*'));
  const before = (await news(page, 'progress')).length;
  await expect.poll(async () => (await news(page, 'progress')).length).toBeGreaterThan(before);
  expect(await news(page, 'pause')).toEqual([]);
});

test('inside the frame nothing leads away', async ({ page }) => {
  const { slug } = await firstSeries(page);
  const player = await frame(page, slug);
  await expect.poll(() => news(page, 'ready'), { timeout: 15_000 }).not.toEqual([]);
  await expect(player.getByRole('link')).toHaveCount(0);
  await expect(player.getByRole('button', { name: 'Back' })).toHaveCount(0);
  await expect(player.getByRole('navigation')).toHaveCount(1);
});

test.describe('what goes wrong', () => {
  test.use({ failing: true });

  test('a series that is not there is told, with no way out of the frame', async ({ page }) => {
    const player = await frame(page, 'no-such-series');
    await expect(player.getByRole('alert')).toContainText('There is nothing at this address.');
    await expect(player.getByRole('button')).toHaveCount(0);
    await expect.poll(() => news(page, 'error')).toEqual([{ cliffhanger: 1, type: 'error', problem: 'not-found' }]);
  });

  test('a page that is not in the list cannot frame it', async ({ page, quiet }) => {
    const { slug } = await firstSeries(page);
    const refusal = page.waitForEvent('console', (line) => /frame-ancestors/.test(line.text()));
    await frame(page, slug, EMBEDDER.origin.replace('localhost', '127.0.0.1'));
    await refusal;
    expect(page.frames()[1]?.url(), 'the browser shows nothing of it').toMatch(/^chrome-error:/);
    expect(quiet.splice(0)).toEqual([expect.stringContaining('frame-ancestors')]);
  });
});
