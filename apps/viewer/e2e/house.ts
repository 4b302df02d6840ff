import { AxeBuilder } from '@axe-core/playwright';
import {
  type APIRequestContext,
  test as base,
  type CDPSession,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test';
import { wordsIn } from './words.ts';

/** What a browser says by itself of a request that fails. */
const FAILED_REQUEST = /^Failed to load resource: |\bnet::ERR_|^An unknown error occurred when fetching the script/;

type Options = {
  /** Requests are to fail here, and the browser may say so. Whatever else goes wrong still fails the test. */
  failing: boolean;
  quiet: string[];
};

/** A page that fails its test when the console shows an error: a broken policy, a missing file, a thrown exception. */
export const test = base.extend<Options>({
  failing: [false, { option: true }],
  quiet: [
    async ({ page, failing }, use) => {
      const said: string[] = [];
      page.on('console', (line) => {
        if (line.type() !== 'error' || (failing && FAILED_REQUEST.test(line.text()))) return;
        said.push(`${line.text()} (${line.location().url})`);
      });
      page.on('pageerror', (error) => said.push(error.message));
      await use(said);
      expect(said, 'nothing broke: no error, no violation of the security policy').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/**
 * `settled`: the app has it, listens, and rests: before that a page shows its first episode without it, and a moving feed
 * still speaks of the card that it leaves.
 */
export type Playing = {
  at: number;
  seconds: number;
  paused: boolean;
  muted: boolean;
  wide: number;
  settled: boolean;
};

/** What is seen on stage, read from the video whose place is in the middle of the screen. */
export function onStage(page: Page): Promise<Playing | undefined> {
  return page.evaluate(() => {
    for (const video of document.querySelectorAll('video')) {
      const box = video.getBoundingClientRect();
      if (!video.src || Math.abs(box.top) > 2) continue;
      const { currentTime: seconds, paused, muted, videoWidth: wide } = video;
      const at = Number(video.style.getPropertyValue('--at'));
      const card = video.closest('[role=feed]')?.querySelector('article:not([inert])');
      const settled = card?.ariaPosInSet === String(at + 1);
      return { at, seconds, paused, muted, wide, settled };
    }
    return undefined;
  });
}

/** Waits until the episode of this number runs: its time moves and it has a picture. */
export async function runs(page: Page, number: number): Promise<void> {
  await expect(page, `episode ${number} is in the address`).toHaveURL(new RegExp(`/watch/[^/]+/${number}$`));
  const before = (await onStage(page))?.seconds ?? 0;
  await expect
    .poll(
      async () => {
        const now = await onStage(page);
        const there = now?.settled === true && now.at === number - 1;
        return there && !now.paused && now.wide > 0 && now.seconds !== before;
      },
      { message: `episode ${number} runs`, timeout: 15_000 },
    )
    .toBe(true);
}

/** Waits until the card of this place in For You runs. */
export async function runsAt(page: Page, index: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const now = await onStage(page);
        return now?.settled === true && now.at === index && !now.paused && now.wide > 0 && now.seconds > 0;
      },
      { message: `card ${index} runs`, timeout: 15_000 },
    )
    .toBe(true);
}

/** Waits until the time of the trailer moves and it has a picture. */
export async function trailerRuns(page: Page): Promise<void> {
  const before = (await onStage(page))?.seconds ?? 0;
  await expect
    .poll(
      async () => {
        const now = await onStage(page);
        return now !== undefined && !now.paused && now.wide > 0 && now.seconds > before;
      },
      { message: 'the trailer runs', timeout: 15_000 },
    )
    .toBe(true);
}

export async function toTrailerEnd(page: Page): Promise<void> {
  await page.evaluate(() => {
    const video = document.querySelector('dialog video');
    if (video instanceof HTMLVideoElement) video.currentTime = video.duration - 0.4;
  });
}

declare global {
  /** When each `<video>` showed its first frames, on the clock of `performance`: its place in the feed, and the time. */
  var seenFrames: { at: number; now: number; seconds: number }[];
}

/** Notes every frame that reaches the screen, from before the app runs. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.seenFrames = [];
    const watched = new WeakSet<HTMLVideoElement>();
    const watch = (video: HTMLVideoElement) => {
      if (watched.has(video)) return;
      watched.add(video);
      const seen = (now: number) => {
        seenFrames.push({ at: Number(video.style.getPropertyValue('--at')), now, seconds: video.currentTime });
        video.requestVideoFrameCallback(seen);
      };
      video.requestVideoFrameCallback(seen);
    };
    new MutationObserver(() => {
      for (const video of document.querySelectorAll('video')) watch(video);
    }).observe(document, { subtree: true, childList: true });
  });
}

/** Watches the picture on stage from now on, and says how it went on. */
export async function watchFlow(page: Page): Promise<() => Promise<{ waits: number; back: number; stoodMs: number }>> {
  const flow = await page.evaluateHandle(() => {
    const seen = { waits: 0, back: 0, stoodMs: 0 };
    const video = [...document.querySelectorAll('video')].find(({ paused }) => !paused);
    let last: { now: number; mediaTime: number } | undefined;
    const frame = (now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      // A busy machine leaves pictures out, and the time goes on all the same: that is no stop.
      if (last) seen.stoodMs = Math.max(seen.stoodMs, now - last.now - (mediaTime - last.mediaTime) * 1000);
      if (last && mediaTime < last.mediaTime) seen.back += 1;
      last = { now, mediaTime };
      video?.requestVideoFrameCallback(frame);
    };
    video?.requestVideoFrameCallback(frame);
    video?.addEventListener('waiting', () => {
      seen.waits += 1;
    });
    return seen;
  });
  return () => flow.jsonValue();
}

/** Wakes the controls, which go while the picture runs. */
export async function wake(page: Page): Promise<void> {
  await page.keyboard.press('Shift');
  await page.mouse.move(180, 300);
  await page.mouse.move(181, 301);
}

export async function closeSheet(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** A voice, subtitles or how they look, with the app's own switches. While it plays nothing is paused for it. */
export async function choose(page: Page, name: string, value: string, say = wordsIn('en')): Promise<void> {
  await wake(page);
  await page.getByRole('button', { name: say('Language'), exact: true }).click();
  await page.getByRole('dialog').locator(`input[name=${name}][value="${value}"]`).check();
  await closeSheet(page);
}

/** Pauses, so that the controls stay. */
export async function pause(page: Page): Promise<void> {
  await expect.poll(async () => (await onStage(page))?.settled, { timeout: 15_000 }).toBe(true);
  if ((await onStage(page))?.paused === false) await page.keyboard.press('k');
  await expect.poll(async () => (await onStage(page))?.paused).toBe(true);
}

/** Takes the episode on stage to a second; less than nothing is counted from its end. */
export async function seekTo(page: Page, seconds: number): Promise<void> {
  await page.locator('main input[type=range]').evaluate((slider: HTMLInputElement, to) => {
    slider.value = String(to < 0 ? Number(slider.max) + to : to);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  }, seconds);
}

/** A finger goes up or down the screen, in CSS pixels from its top. */
export async function swipe(cdp: CDPSession, from: number, to: number, steps = 6): Promise<void> {
  await touch(cdp, 'touchStart', { x: 150, y: from });
  for (let step = 1; step <= steps; step++) {
    await touch(cdp, 'touchMove', { x: 150, y: from + ((to - from) * step) / steps });
    await new Promise((done) => setTimeout(done, 16));
  }
  await touch(cdp, 'touchEnd');
}

/** On to the next card: by finger where there is one, else by key. */
export async function onward(page: Page, byFinger: boolean): Promise<void> {
  if (!byFinger) return page.keyboard.press('ArrowDown');
  await swipe(await page.context().newCDPSession(page), 600, 300);
}

/** One moment of what a finger does, in CSS pixels of the page. */
export async function touch(
  cdp: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  ...touchPoints: { x: number; y: number }[]
): Promise<void> {
  await cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
}

/** Until the service worker is there and has what it keeps. */
export async function workerIsThere(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 20_000 });
}

/** What lies in one of its caches, by path. */
export function kept(page: Page, cache: string): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const names = (await caches.keys()).filter((name) => name.startsWith(`cliffhanger-${wanted}-`));
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname + new URL(url).search);
  }, cache);
}

/** What the service answers to a wish to play, as far as the journeys read it. */
export type Play = {
  master: string;
  start: string;
  duration_ms: number;
  video: { track: string; width: number }[];
  audio: { track: string; language: string; default: boolean }[];
  subtitles: { track: string; language: string; url: string }[];
  storyboard: { url: string; interval_ms: number; columns: number };
};

export async function askToPlay(page: Page, episodeId: string | undefined): Promise<Play> {
  return (await page.request.post(`/api/v1/episodes/${episodeId}/play`, { data: {} })).json();
}

type Series = { slug: string; episodes: { id: string; number: number; duration_ms: number }[] };

/** The sample, with its dubs and subtitles; another by its name in addresses. */
export async function firstSeries(
  { request }: { request: APIRequestContext },
  slug = 'the-lantern-debt',
): Promise<Series> {
  const { episodes } = await (await request.get(`/api/v1/series/${slug}`)).json();
  return { slug, episodes };
}

/** Opens an episode of that series. */
export async function open(page: Page, number = 1, query = ''): Promise<Series> {
  const series = await firstSeries(page);
  await page.goto(`/watch/${series.slug}/${number}${query}`);
  return series;
}

/** The same catalogue behind other settings: encrypted; with tickets that live for seconds. */
export const ENCRYPTED = process.env.CLIFFHANGER_ENCRYPTED_URL ?? 'http://127.0.0.1:8082';
export const HASTY = process.env.CLIFFHANGER_HASTY_URL ?? 'http://127.0.0.1:8083';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Takes a picture to be looked at, and holds what it shows against WCAG 2.2 AA, as far as a program can. */
export async function look(page: Page, info: TestInfo, where: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: info.outputPath(`${where}.png`), fullPage });
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, where).toEqual([]);
}

/** The link in the `count`th mail to an address, as the local mailbox shows it. */
export async function linkTo(request: APIRequestContext, address: string, count = 1): Promise<string> {
  const links = async (): Promise<string[]> => {
    const { mails }: { mails: { to: string; link: string }[] } = await (await request.get('/mailbox.json')).json();
    return mails.filter(({ to }) => to === address).map(({ link }) => link);
  };
  await expect.poll(async () => (await links()).length, { timeout: 15_000 }).toBe(count);
  const { pathname, search } = new URL((await links())[0] ?? '');
  return pathname + search;
}

export async function askForLink(page: Page, address: string, say = wordsIn('en')): Promise<void> {
  await page.goto('/profile/account');
  await page.getByLabel(say('Your e-mail address')).fill(address);
  await page.getByRole('button', { name: say('Send me a link') }).click();
  await expect(page.getByRole('status').filter({ hasText: say('Check your mail') })).toContainText(address);
}
