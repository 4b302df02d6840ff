import type { Page } from '@playwright/test';
import { expect, firstSeries, onStage, open, runs, swipe, test, watchFrames } from './house.ts';

/** What the page asked for, and when. */
function asked(page: Page): Promise<{ path: string; began: number; bytes: number }[]> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => ({
      path: new URL(entry.name).pathname,
      began: entry.startTime,
      bytes: entry instanceof PerformanceResourceTiming ? entry.transferSize : 0,
    })),
  );
}

test('the first frame needs the start pack and nothing else, and no more than 150 KB of it', async ({ page }, info) => {
  await watchFrames(page);
  await open(page);
  await runs(page, 1);
  await page.waitForFunction(() => seenFrames.length > 0);
  const first = await page.evaluate(() => seenFrames[0]?.now ?? 0);
  const all = await asked(page);
  const packs = all.filter(({ path }) => path.startsWith('/p/'));
  const before = all.filter(({ path, began }) => began < (packs[0]?.began ?? 0) && /^\/[pmsek]\/|hls/.test(path));
  info.annotations.push({ type: 'first frame', description: `${Math.round(first)} ms, ${packs[0]?.bytes} bytes` });
  expect(before, 'nothing is asked for before the start pack').toEqual([]);
  expect(packs[0]?.bytes).toBeGreaterThan(1000);
  expect(packs[0]?.bytes).toBeLessThanOrEqual(150 * 1024);

  // What the pack brought is not asked for again.
  const [, , , video, audio] = packs[0]?.path.split('/') ?? [];
  await page.waitForTimeout(1500);
  for (const track of [video, audio]) {
    const again = (await asked(page)).filter(({ path }) => new RegExp(`/${track}/feed/(init.mp4|0.m4s)$`).test(path));
    expect(again).toEqual([]);
  }
});

/** Opens the first episode and holds the app back, which comes when the answer is called. */
async function openWithoutApp(page: Page): Promise<() => void> {
  const { slug } = await firstSeries(page);
  let bring: () => void = () => undefined;
  const late = new Promise<void>((come) => {
    bring = come;
  });
  await page.route(/\/assets\/first-[^/]+\.js$/, async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(`/watch/${slug}/1`, { waitUntil: 'commit' });
  await expect.poll(async () => (await onStage(page))?.seconds ?? 0, 'it plays').toBeGreaterThan(0.2);
  return bring;
}

test('the first episode plays while the app is still on its way, and plays on when it comes', async ({ page }) => {
  const bring = await openWithoutApp(page);
  await expect(page.getByRole('main'), 'and nothing else is there').toHaveCount(0);
  const alone = await place(page);
  await page.evaluate(() => document.querySelector('video')?.setAttribute('data-lit', ''));

  bring();
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('video')).toHaveCount(3);
  await runs(page, 1);
  await expect(page.getByRole('feed').locator('video[data-lit]'), 'on the same screen').toHaveCount(1);
  expect(await place(page), 'where it was').toEqual(alone);
  const packs = (await asked(page)).filter(({ path }) => path.startsWith('/p/'));
  expect(packs.filter(({ path }) => path === packs[0]?.path)).toHaveLength(1);
  await expect.poll(async () => (await onStage(page))?.seconds ?? 0, 'beyond the pack').toBeGreaterThan(2);
});

test('whoever goes on before the app is there is taken on when it comes', async ({ page }) => {
  const bring = await openWithoutApp(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  bring();
  await runs(page, 3);
});

test('a swipe before the app is there counts, a tap does not', { tag: '@finger' }, async ({ page }) => {
  const bring = await openWithoutApp(page);
  const cdp = await page.context().newCDPSession(page);
  await page.touchscreen.tap(120, 500);
  await swipe(cdp, 600, 300);
  bring();
  await runs(page, 2);
});

test('a notch of the wheel before the app is there counts', { tag: '@wheel' }, async ({ page }) => {
  const bring = await openWithoutApp(page);
  await page.mouse.move(640, 300);
  await page.mouse.wheel(0, 120);
  bring();
  await runs(page, 2);
});

/** A trackpad tells this at a moment of the page's clock, and every 16 ms from there: no busy machine tears it apart. */
function roll(page: Page, from: number, deltas: number[]): Promise<void> {
  return page.evaluate(
    ([from, deltas]) => {
      for (const [index, deltaY] of deltas.entries()) {
        const turn = new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true });
        Object.defineProperty(turn, 'timeStamp', { value: from + index * 16 });
        (document.querySelector('main') ?? document.body).dispatchEvent(turn);
      }
    },
    [from, deltas] as const,
  );
}

test('a swipe on a trackpad is one step, also where it rolls out in the app', { tag: '@wheel' }, async ({ page }) => {
  const bring = await openWithoutApp(page);
  const now = await page.evaluate(() => performance.now());
  await roll(page, now, [12, 30, 60, 80]);
  bring();
  await expect(page.getByRole('feed')).toBeVisible();
  await expect.poll(async () => (await onStage(page))?.settled, { timeout: 15_000 }).toBe(true);
  await roll(page, now + 64, [70, 60, 50, 40, 30, 20, 10]);
  await runs(page, 2);
  await page.keyboard.press('ArrowUp');
  await runs(page, 1);
});

test('whoever comes for a moment is shown that moment first', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await watchFrames(page);
  await page.goto(`/watch/${slug}/1?t=3`);
  await runs(page, 1);
  const shown = await page.evaluate(() => seenFrames.filter(({ at }) => at === 0).map(({ seconds }) => seconds));
  expect(Math.min(...shown)).toBeGreaterThanOrEqual(2.9);
  await expect(page.locator('video')).toHaveCount(3);
});

/** Where the picture is that is seen, in whole pixels. */
function place(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { x, y, width, height } = document.querySelector('video[src]')?.getBoundingClientRect() ?? new DOMRect();
    return [x, y, width, height].map(Math.round);
  });
}

test('the next episode is there when the thumb moves, and was not fetched further than its beginning', async ({
  page,
}, info) => {
  await watchFrames(page);
  await open(page);
  await runs(page, 1);
  const { episodes } = await firstSeries(page);
  expect(episodes.length, 'there is a next one').toBeGreaterThan(1);
  await expect.poll(async () => (await asked(page)).filter(({ path }) => path.startsWith('/p/')).length).toBe(2);
  await page.waitForTimeout(1000);
  const next = (await asked(page)).filter(({ path }) => path.startsWith('/p/'))[1]?.path.split('/')[3];
  const ahead = (await asked(page)).filter(({ path }) => path.includes(`/${next}/`) && path.endsWith('.m4s'));
  expect(ahead, 'no picture after the first second').toEqual([]);

  const began = await page.evaluate(() => {
    const now = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    return now;
  });
  await page.waitForFunction(() => seenFrames.some(({ at, seconds }) => at === 1 && seconds > 0));
  const shown = await page.evaluate(() => seenFrames.find(({ at, seconds }) => at === 1 && seconds > 0)?.now ?? 0);
  info.annotations.push({ type: 'swipe to new frame', description: `${Math.round(shown - began)} ms` });
  expect(shown - began).toBeLessThan(1000);
  await runs(page, 2);
});

test('the sound joins the picture of the next episode', async ({ page }) => {
  await open(page);
  await runs(page, 1);
  if ((await onStage(page))?.muted) await page.keyboard.press('m');
  await page.keyboard.press('ArrowDown');
  await runs(page, 2);
  const heard = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('video')]
        .filter((it) => !it.paused)
        .map(({ muted, volume }) => ({ muted, volume })),
    );
  await expect.poll(heard).toEqual([{ muted: false, volume: 1 }]);
});

test('an episode that has ended can be gone back to', async ({ page }) => {
  const { slug, episodes } = await firstSeries(page);
  const length = (episodes[0]?.duration_ms ?? 0) / 1000;
  test.setTimeout((length + 60) * 1000);
  await page.goto(`/watch/${slug}/1`);
  await runs(page, 1);
  await page.waitForURL(new RegExp(`/watch/${slug}/2$`), { timeout: (length + 20) * 1000 });
  await runs(page, 2);
  await page.keyboard.press('ArrowUp');
  await runs(page, 1);
  expect((await onStage(page))?.seconds, 'from its beginning').toBeLessThan(3);
});

test.describe('without a network', () => {
  test.use({ failing: true });

  test('a thin bar says so, what is there plays on, and everything goes on with the network', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    await page.context().setOffline(true);
    await expect(page.getByText('The network is gone.')).toBeVisible();
    const before = (await onStage(page))?.seconds ?? 0;
    await expect.poll(async () => (await onStage(page))?.seconds ?? 0).toBeGreaterThan(before);
    await page.context().setOffline(false);
    await expect(page.getByText('The network is gone.')).toHaveCount(0);
    await runs(page, Number(new URL(page.url()).pathname.split('/')[3]));
  });

  test('a page that could not be loaded loads by itself when it is back', async ({ page }) => {
    const { slug } = await firstSeries(page);
    await page.goto(`/series/${slug}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: /^Episode 2(:|$)/ }).click();
    await expect(page.getByRole('alert')).toContainText('The network is gone.');
    await page.context().setOffline(false);
    await runs(page, 2);
  });
});
