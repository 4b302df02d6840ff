import { type BareBrowser, bareBrowser } from './bare-browser.ts';
import { expect, firstSeries, open, runs, test } from './house.ts';

const FRAME_MS = 16;

test.describe('a link that leads nowhere', () => {
  test.use({ failing: true });
  for (const path of [
    '/watch/no-such-series/1',
    '/watch/the-lantern-debt/0',
    '/watch/the-lantern-debt/9999',
    '/watch/the-lantern-debt/first',
    '/watch/the-lantern-debt/99999999999999999999',
    '/watch/the-lantern-debt',
    '/watch/%E0%A4%A/1',
    `/watch/${'x'.repeat(1500)}/1`,
    '/embed/no-such-series/2',
    // Delivered, and not released.
    '/watch/not-yet/1',
    '/series/not-yet',
    '/for-you/more',
  ]) {
    test(`${path.slice(0, 40)} says so in words`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('alert')).toContainText('There is nothing at this address.');
      const wayOn = page.getByRole('button', { name: 'Go to the start' });
      await expect(wayOn).toHaveCount(path.startsWith('/embed') ? 0 : 1);
    });
  }
});

test('what is not released is neither found nor listed', async ({ request }) => {
  for (const path of ['search?q=not+yet', 'series', 'home', 'feed']) {
    expect(await (await request.get(`/api/v1/${path}`)).text()).not.toContain('"not-yet"');
  }
});

test.describe('an app that can be installed', () => {
  // In a browser of its own: nothing is installed from a window that forgets.
  test('has all that a browser asks for', async ({ request, baseURL, launchOptions }) => {
    const { icons }: { icons: { src: string; sizes: string; type: string }[] } = await (
      await request.get('/manifest.webmanifest')
    ).json();
    expect(icons.length).toBeGreaterThan(1);
    for (const { src, type, sizes } of icons) {
      const icon = await request.get(src);
      const png = await icon.body();
      const said = [icon.headers()['content-type'], `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`];
      expect(said, src).toEqual([type, sizes]);
    }
    const browser = await bareBrowser(launchOptions);
    try {
      await browser.ask('Page.navigate', { url: `${baseURL}/home` });
      await expect.poll(() => browser.evaluate(`document.querySelector('h1') !== null`)).toBe(true);
      // It looks at the manifest and the icons in its own time, and lacks them until then.
      const lacks = async () => (await browser.ask('Page.getInstallabilityErrors')).installabilityErrors;
      await expect.poll(lacks, { timeout: 15_000 }).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

for (const [name, hours] of [
  ['two days behind', -48],
  ['two days ahead', 48],
] as const) {
  test(`a clock that is ${name} stops nothing`, async ({ page }) => {
    await page.addInitScript((offset) => {
      const right = Date;
      const now = () => right.now() + offset;
      globalThis.Date = new Proxy(right, {
        construct: (_, said) => Reflect.construct(right, said.length > 0 ? said : [now()]),
        get: (_, name) => (name === 'now' ? now : Reflect.get(right, name)),
      });
    }, hours * 3_600_000);
    let plays = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/play')) plays++;
    });
    await open(page);
    await runs(page, 1);
    await page.keyboard.press('ArrowDown');
    await runs(page, 2);
    await page.waitForTimeout(3000);
    await runs(page, 2);
    expect(plays, 'permissions are not asked for again and again').toBeLessThan(6);
  });
}

test.describe('a thousand swipes', () => {
  // In a browser of its own.
  test.use({ quiet: async ({ request: _ }, use) => use([]) });

  test(
    'leave heap, nodes, listeners and memory as they were',
    { tag: '@finger' },
    async ({ request, baseURL, launchOptions }, info) => {
      test.setTimeout(600_000);
      const { slug, episodes } = await firstSeries({ request }, 'thirty-doors');
      expect(episodes.length, 'there is always something new to load').toBeGreaterThanOrEqual(30);
      const browser = await bareBrowser(launchOptions);
      try {
        await browser.ask('Performance.enable');
        await browser.ask('Page.navigate', { url: `${baseURL}/watch/${slug}/1` });
        const stage = () =>
          browser.evaluate(`document.querySelector('[role=feed] article:not([inert])')?.ariaPosInSet`);
        await expect.poll(stage, { timeout: 15_000 }).toBe('1');
        const at = { index: 0, up: true };
        await swipes(browser, 250, episodes.length, at);
        const early = await read(browser);
        // Meanwhile an episode may have ended, and the feed gone on by itself.
        at.index = Number(await stage()) - 1;
        await swipes(browser, 750, episodes.length, at);
        // Before the garbage is collected: that takes longer than an episode on a busy machine, and the feed goes on by itself.
        await expect.poll(stage, 'every swipe was kept').toBe(String(at.index + 1));
        const late = await read(browser);
        info.annotations.push({ type: 'memory', description: JSON.stringify({ early, late }) });
        expect(late.heap - early.heap, 'JavaScript heap').toBeLessThan(2_000_000);
        expect(late.nodes - early.nodes, 'nodes').toBeLessThan(150);
        expect(late.listeners - early.listeners, 'listeners').toBeLessThan(150);
        // Elsewhere nobody tells it.
        expect(early.memory > 0, 'memory can be read').toBe(process.platform === 'linux');
        expect(late.memory - early.memory, 'memory of the page').toBeLessThan(40_000_000);
        expect(await browser.evaluate(`document.querySelectorAll('video').length`)).toBe(3);
        expect(await browser.evaluate(`document.querySelectorAll('article').length`)).toBeLessThanOrEqual(5);
      } finally {
        await browser.close();
      }
    },
  );
});

/** Up to the last episode, down to the first, and again: as fast as a thumb can. */
async function swipes(
  browser: BareBrowser,
  count: number,
  series: number,
  at: { index: number; up: boolean },
): Promise<void> {
  // All at once, with the times that a thumb would have: it does not wait for a busy machine.
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', frame: number, y?: number) =>
    browser.ask('Input.dispatchTouchEvent', {
      type,
      touchPoints: y === undefined ? [] : [{ x: 150, y }],
      timestamp: (Date.now() - (3 - frame) * FRAME_MS) / 1000,
    });
  for (let swipe = 0; swipe < count; swipe++) {
    if (at.index === series - 1) at.up = false;
    if (at.index === 0) at.up = true;
    const [from, to] = at.up ? [580, 380] : [380, 580];
    await Promise.all([
      touch('touchStart', 0, from),
      touch('touchMove', 1, (from + to) / 2),
      touch('touchMove', 2, to),
      touch('touchEnd', 3),
    ]);
    at.index += at.up ? 1 : -1;
    // Now and then he stays a moment: players are prepared and taken apart.
    await new Promise((done) => setTimeout(done, swipe % 8 === 7 ? 900 : 60));
  }
}

async function read(browser: BareBrowser) {
  // What is on its way may end first.
  await new Promise((done) => setTimeout(done, 3000));
  await browser.ask('HeapProfiler.collectGarbage');
  await browser.ask('HeapProfiler.collectGarbage');
  const { metrics } = await browser.ask('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  const memory = await browser.memory();
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners'), memory };
}

test.describe('a room that did not come', () => {
  // The browser itself reports the request that fails; that is the point here.
  test.use({ quiet: async ({ page: _ }, use) => use([]) });

  test('is said in words, and the others are reached as ever', async ({ page }) => {
    await page.route(/\/assets\/list-page-.*\.js$/, (route) => route.abort());
    await page.goto('/home');
    const tabs = page.getByRole('navigation', { name: 'The app' });
    await tabs.getByRole('link', { name: 'My list' }).click();
    await expect(page.getByRole('alert')).toContainText('Something went wrong.');
    await tabs.getByRole('link', { name: 'Profile' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});
