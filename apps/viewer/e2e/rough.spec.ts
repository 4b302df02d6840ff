import type { Page, Route } from '@playwright/test';
import {
  askToPlay,
  choose,
  ENCRYPTED,
  expect,
  firstSeries,
  HASTY,
  onStage,
  open,
  runs,
  test,
  watchFlow,
} from './house.ts';

/** Waits until the picture has come to this second without an error on screen. */
async function comesTo(page: Page, seconds: number, timeout = 30_000): Promise<void> {
  const now = async () => (await onStage(page))?.seconds ?? 0;
  await expect.poll(now, { message: `it comes to ${seconds} s`, timeout }).toBeGreaterThan(seconds);
  await expect(page.getByRole('alert')).toHaveCount(0);
}

/** Some words of the episode are on screen. */
async function reads(page: Page): Promise<void> {
  await expect(page.locator('[data-ground] p'), 'its words').toHaveCount(1, { timeout: 10_000 });
}

/** The track of a segment's address. */
function trackOf(url: string): string {
  return new URL(url).pathname.split('/')[3] ?? '';
}

const problem = (route: Route, status: number, name: string) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: `/problems/${name}`, title: name, status }),
  });

/** 1.6 Mb/s and 150 ms. */
async function slowLine(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const line = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };
  await cdp.send('Network.emulateNetworkConditions', line);
}

test.describe('a bad line', () => {
  test.use({ failing: true });

  test('that is slow plays small pictures, and does not stop', async ({ page }) => {
    await slowLine(page);
    await open(page);
    await runs(page, 1);
    await comesTo(page, 6);
    expect((await onStage(page))?.wide, 'nothing that the line cannot carry').toBeLessThanOrEqual(540);
  });

  test('that loses every third segment shows all of them', async ({ page }) => {
    let count = 0;
    await page.route('**/s/**', (route) => (count++ % 3 === 2 ? route.abort('connectionreset') : route.fallback()));
    let words = 0;
    await page.route('**/whole.vtt', (route) => (words++ === 0 ? route.abort('connectionreset') : route.fallback()));
    await open(page);
    await runs(page, 1);
    await comesTo(page, 6);
    await reads(page);
    expect(count).toBeGreaterThan(3);
  });

  test('that loses the start of the next episode has it when he comes to it', async ({ page }) => {
    let [first, lost]: [string | undefined, number] = [undefined, 0];
    await page.route('**/p/**', (route) => {
      const track = trackOf(route.request().url());
      first ??= track;
      if (track === first || lost === 2) return route.fallback();
      lost += 1;
      return route.abort('connectionreset');
    });
    await open(page);
    await runs(page, 1);
    await expect.poll(() => lost, 'it was asked for twice').toBe(2);
    await comesTo(page, 3);
    await page.keyboard.press('ArrowDown');
    await runs(page, 2);
    await comesTo(page, 2);
  });

  test('that loses a page brings it by itself, though the browser knows of nothing', async ({ page }) => {
    let lost = 0;
    await page.route('**/api/v1/home*', (route) => (lost++ < 3 ? route.abort('connectionreset') : route.fallback()));
    await page.goto('/home');
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    expect(lost).toBeGreaterThan(3);
  });

  test('that keeps the playlists waiting lets him choose a dub meanwhile', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/master.m3u8', async (route) => {
      await held;
      await route.fallback();
    });
    const { episodes } = await open(page);
    await runs(page, 1);
    const { audio } = await askToPlay(page, episodes[0]?.id);
    const dub = audio.find((one) => !one.default);
    await choose(page, 'dub', dub?.language ?? '');
    release();
    const spoken = () => asked.filter((url) => url.includes(`/${dub?.track}/`) && url.endsWith('.m4s'));
    await expect.poll(spoken).not.toEqual([]);
    await comesTo(page, 3);
  });

  test('that is cut goes on by itself, where it was', async ({ page }) => {
    // Its words are the first that are lost.
    await page.route('**/whole.vtt', (route) => route.abort('connectionreset'));
    await open(page);
    await runs(page, 1);
    await page.context().setOffline(true);
    await expect(page.getByText('The network is gone.')).toBeVisible();
    await page.waitForTimeout(4000);
    await page.unroute('**/whole.vtt');
    await page.context().setOffline(false);
    await comesTo(page, 6);
    await reads(page);
  });
});

test.describe('the service', () => {
  test.use({ failing: true });

  test('that cannot give one quality is asked for another', async ({ page }) => {
    const { slug, episodes } = await firstSeries(page);
    const pictures = new Set((await askToPlay(page, episodes[0]?.id)).video.map(({ track }) => track));
    const asked = new Set<string>();
    let broken: string | undefined;
    await page.route('**/s/**', (route) => {
      const track = trackOf(route.request().url());
      if (!pictures.has(track)) return route.fallback();
      asked.add(track);
      // The first picture that is wanted after the start pack.
      broken ??= track;
      return track === broken ? problem(route, 500, 'internal') : route.fallback();
    });
    await page.goto(`/watch/${slug}/1`);
    await runs(page, 1);
    await comesTo(page, 6);
    expect(asked.size, 'another picture').toBeGreaterThan(1);
  });

  test('that gives no start pack plays without', async ({ page }) => {
    await page.route('**/p/**', (route) => route.fulfill({ status: 500 }));
    await open(page);
    await runs(page, 1);
    await expect.poll(async () => (await onStage(page))?.seconds ?? 0, 'beyond the pack').toBeGreaterThan(2);
  });

  test('that takes a series back while it plays says so, and leads on', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    await page.route('**/s/**', (route) => problem(route, 403, 'ticket-expired'));
    await page.route('**/play', (route) => problem(route, 404, 'not-found'));
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('alert')).toContainText('There is nothing at this address.', { timeout: 15_000 });
    await page.getByRole('button', { name: 'Go to the start' }).click();
    await expect(page).toHaveURL(/\/$/);
    await expect(page.getByRole('feed', { name: 'For You' })).toBeVisible();
  });

  test('that lets a ticket end in the middle gives another, and nobody notices', async ({ page }) => {
    let ended: string | undefined;
    const tickets = new Set<string>();
    await page.route('**/s/**', (route) => {
      const { pathname } = new URL(route.request().url());
      const [, , ticket = ''] = pathname.split('/');
      tickets.add(ticket);
      if (pathname.endsWith('/2.m4s')) ended ??= ticket;
      return ticket === ended ? problem(route, 403, 'ticket-expired') : route.fallback();
    });
    await open(page);
    await runs(page, 1);
    await comesTo(page, 6);
    expect(ended).toBeDefined();
    expect(tickets.size, 'under another ticket').toBeGreaterThan(1);
  });
});

test.describe('what is encrypted', () => {
  test.use({ baseURL: ENCRYPTED });

  for (const line of ['usual', 'slow']) {
    test(`plays, from episode to episode (on a ${line} line)`, async ({ page }) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      if (line === 'slow') await slowLine(page);
      await open(page);
      await runs(page, 1);
      await comesTo(page, 5);
      await page.keyboard.press('ArrowDown');
      await runs(page, 2);
      await comesTo(page, 3);
      const segments = asked.filter((path) => path.endsWith('.m4s'));
      expect(asked.filter((path) => path.startsWith('/k/')).length, 'keys').toBeGreaterThan(0);
      expect(segments.filter((path) => path.startsWith('/e/')).length).toBeGreaterThan(3);
      expect(
        segments.filter((path) => path.startsWith('/s/')),
        'nothing in the clear',
      ).toEqual([]);
    });
  }
});

test.describe('tickets that live for three seconds', () => {
  test.use({ baseURL: HASTY, failing: true });

  for (const [renewal, lost, refusals] of [
    ['are renewed in time', 0, 0],
    ['are renewed in time, though asking for it was lost once', 1, 0],
    ['are renewed when they are refused, where that was lost', 2, 1],
  ] as const) {
    test(`${renewal}, and nobody notices`, async ({ page }) => {
      const [tickets, refused] = [new Set<string>(), new Set<string>()];
      page.on('response', (answer) => {
        const [, kind = '', ticket = ''] = new URL(answer.url()).pathname.split('/');
        if (kind !== 's') return;
        tickets.add(ticket);
        if (answer.status() === 403) refused.add(ticket);
      });
      let asked = 0;
      const { episodes } = await firstSeries(page);
      await page.route(`**/${episodes[0]?.id}/play`, (route) => (asked++ < lost ? route.abort() : route.fallback()));
      await open(page);
      await runs(page, 1);
      const flow = await watchFlow(page);
      await comesTo(page, 5);
      // Never so long that he would think of his line, though every request may be late on a busy machine.
      expect((await flow()).stoodMs, 'so long it stood at most').toBeLessThan(1000);
      await expect.poll(() => tickets.size, 'under another ticket').toBeGreaterThan(1);
      expect(refused.size).toBe(refusals);
    });
  }
});

test('the service is told what was watched, and how well it played', async ({ page }) => {
  type Told = { seconds: string; position_ms: number; ended: boolean; quality: Record<string, unknown> };
  const told: { status: number; state: Told }[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/api/v1/views/')) return;
    told.push({ status: response.status(), state: response.request().postDataJSON() });
  });
  await open(page);
  await runs(page, 1);
  await comesTo(page, 3);
  await page.keyboard.press('ArrowDown');
  await runs(page, 2);
  await expect.poll(() => told.some(({ state }) => state.quality.swiped_away === true)).toBe(true);
  expect(told.map(({ status }) => status)).toEqual(told.map(() => 204));
  const { state } = told.findLast(({ state: { quality } }) => quality.swiped_away === true) ?? {};
  const [bits = 0] = Buffer.from(state?.seconds ?? '', 'base64');
  expect(bits & 0b11, 'the first two seconds').toBe(0b11);
  expect(state?.position_ms).toBeGreaterThan(2500);
  expect(state?.ended).toBe(false);
  expect(state?.quality).toMatchObject({ errors: [], stalls: 0, saver: false });
  expect(state?.quality.startup_ms).toBeGreaterThanOrEqual(0);
  expect(state?.quality.bitrate_kbps).toBeGreaterThan(50);
});

test('the screen stays awake while it runs, and the system shows what runs and has its keys', async ({ page }) => {
  await page.addInitScript(() => {
    const system = { awake: 0, keys: {} as Record<string, () => void> };
    Object.assign(globalThis, { system });
    const { request } = WakeLock.prototype;
    WakeLock.prototype.request = async function (type) {
      const lock = await request.call(this, type);
      system.awake += 1;
      lock.addEventListener('release', () => {
        system.awake -= 1;
      });
      return lock;
    };
    const { setActionHandler } = MediaSession.prototype;
    MediaSession.prototype.setActionHandler = function (name, act) {
      if (act) system.keys[name] = () => act({ action: name });
      setActionHandler.call(this, name, act);
    };
  });
  const awake = () => page.evaluate(() => (globalThis as unknown as { system: { awake: number } }).system.awake);
  const press = (key: string) =>
    page.evaluate(
      (name) => (globalThis as unknown as { system: { keys: Record<string, () => void> } }).system.keys[name]?.(),
      key,
    );
  const title = () => page.evaluate(() => navigator.mediaSession.metadata?.title);
  await open(page);
  await runs(page, 1);
  await expect.poll(awake).toBe(1);
  const first = await title();
  expect(first).toBeTruthy();
  await press('pause');
  await expect.poll(async () => (await onStage(page))?.paused).toBe(true);
  await expect.poll(awake).toBe(0);
  await press('play');
  await runs(page, 1);
  await press('nexttrack');
  await runs(page, 2);
  await expect.poll(title).not.toBe(first);
  await press('previoustrack');
  await runs(page, 1);
});

test('a browser that lets nothing play by itself is asked by a tap', async ({ page }) => {
  await page.addInitScript(() => {
    const { play } = HTMLMediaElement.prototype;
    let tapped = false;
    addEventListener(
      'pointerdown',
      () => {
        tapped = true;
      },
      { capture: true },
    );
    HTMLMediaElement.prototype.play = function () {
      return tapped ? play.call(this) : Promise.reject(new DOMException('', 'NotAllowedError'));
    };
  });
  await open(page);
  const begin = page.getByRole('button', { name: 'Play', exact: true });
  await expect(begin, 'it says so').toBeVisible();
  expect((await onStage(page))?.wide, 'over its first picture').toBeGreaterThan(0);
  await begin.click();
  await runs(page, 1);
});

test('a tab that nobody sees is paused, and goes on when it is seen again', async ({ page }) => {
  await open(page);
  await runs(page, 1);
  const seen = (visible: boolean) =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: !now });
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: now ? 'visible' : 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    }, visible);
  await seen(false);
  await expect.poll(async () => (await onStage(page))?.paused).toBe(true);
  await seen(true);
  await runs(page, 1);
});

test.describe('what is for adults', () => {
  test('asks once, and remembers the answer', async ({ page }) => {
    await page.goto('/watch/glass-harbour/1');
    const gate = page.getByRole('dialog', { name: 'This series is for adults.' });
    await expect(gate).toBeVisible();
    await gate.getByRole('button', { name: 'Not now' }).click();
    await expect(gate).toHaveCount(0);
    expect((await onStage(page))?.paused ?? true).toBe(true);

    await page.goto('/watch/glass-harbour/1');
    await gate.getByRole('button', { name: 'I am 18 or older' }).click();
    await runs(page, 1);
    await page.reload();
    await runs(page, 1);
    await expect(gate).toHaveCount(0);
  });
});

test.describe('whoever saves data', () => {
  const ways = {
    'by choice': () => localStorage.setItem('cliffhanger.saver', 'on'),
    'as the device says': () =>
      Object.defineProperty(Reflect.get(navigator, 'connection'), 'saveData', { value: true }),
  };

  for (const [how, save] of Object.entries(ways)) {
    test(`gets 360p from the first byte, and ahead only the next start pack (${how})`, async ({ page }) => {
      await page.addInitScript(save);
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Network.enable');
      const line = { offline: false, latency: 500, downloadThroughput: 250_000, uploadThroughput: 100_000 };
      await cdp.send('Network.emulateNetworkConditions', line);
      const came = await bytesCame(page);
      const { episodes } = await open(page);
      await runs(page, 1);
      let widest = 0;
      const seconds = async () => {
        const now = await onStage(page);
        widest = Math.max(widest, now?.wide ?? 0);
        return now?.seconds ?? 0;
      };
      await expect.poll(seconds, { timeout: 30_000, intervals: [100] }).toBeGreaterThan(6);

      const [first, next, third] = await Promise.all(episodes.slice(0, 3).map(({ id }) => askToPlay(page, id)));
      const of = (play: typeof first, fits: (width: number) => boolean) =>
        [...came].filter(([path]) =>
          play?.video.some(({ track, width }) => fits(width) && path.includes(`/${track}/`) && !path.endsWith('m3u8')),
        );
      const total = (all: [string, number][]) => all.reduce((sum, [, bytes]) => sum + bytes, 0);
      await expect.poll(() => of(next, () => true).length, 'the next one is begun').toBeGreaterThan(0);
      const small = of(first, (width) => width <= 360);
      expect(total(small), 'the small picture came').toBeGreaterThan(50_000);
      expect(small.some(([path]) => path.startsWith('/p/'))).toBe(true);
      // The page names the usual pack, which is broken off before its first byte.
      expect(total(of(first, (width) => width > 360)), 'nothing wider').toBe(0);
      expect(of(first, (width) => width > 360).filter(([path]) => !path.startsWith('/p/'))).toEqual([]);
      expect(widest).toBeLessThanOrEqual(360);
      expect(of(next, () => true).map(([path]) => path.split('/')[1])).toEqual(['p']);
      expect(of(next, (width) => width > 360)).toEqual([]);
      expect(of(third, () => true)).toEqual([]);
    });
  }
});

/** How much of each answer came, by the path of its address; nothing of one that was asked for and broken off. */
async function bytesCame(page: Page): Promise<Map<string, number>> {
  const came = new Map<string, number>();
  const paths = new Map<string, string>();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const { pathname } = new URL(request.url);
    paths.set(requestId, pathname);
    came.set(pathname, came.get(pathname) ?? 0);
  });
  cdp.on('Network.dataReceived', ({ requestId, dataLength }) => {
    const path = paths.get(requestId) ?? '';
    came.set(path, (came.get(path) ?? 0) + dataLength);
  });
  return came;
}
