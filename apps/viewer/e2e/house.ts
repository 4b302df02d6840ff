import { test as base, expect, type Page } from '@playwright/test';

/** A page that fails its test when the console shows an error: a broken policy, a missing file, a thrown exception. */
export const test = base.extend<{ quiet: string[] }>({
  quiet: [
    async ({ page }, use) => {
      const said: string[] = [];
      page.on('console', (line) => {
        if (line.type() === 'error') said.push(`${line.text()} (${line.location().url})`);
      });
      page.on('pageerror', (error) => said.push(error.message));
      await use(said);
      expect(said, 'nothing broke: no error, no violation of the security policy').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export type Playing = { at: number; seconds: number; paused: boolean; muted: boolean; wide: number };

/** What is seen on stage, read from the video whose place is in the middle of the screen. */
export function onStage(page: Page): Promise<Playing | undefined> {
  return page.evaluate(() => {
    for (const video of document.querySelectorAll('video')) {
      const box = video.getBoundingClientRect();
      if (!video.src || Math.abs(box.top) > 2) continue;
      const { currentTime: seconds, paused, muted, videoWidth: wide } = video;
      return { at: Number(video.style.getPropertyValue('--at')), seconds, paused, muted, wide };
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
        return now !== undefined && now.at === number - 1 && !now.paused && now.wide > 0 && now.seconds !== before;
      },
      { message: `episode ${number} runs`, timeout: 15_000 },
    )
    .toBe(true);
}

/** Wakes the controls, which go while the picture runs. */
export async function wake(page: Page): Promise<void> {
  await page.keyboard.press('Shift');
  await page.mouse.move(180, 300);
  await page.mouse.move(181, 301);
}

/** Pauses, so that the controls stay. */
export async function pause(page: Page): Promise<void> {
  if ((await onStage(page))?.paused === false) await page.keyboard.press('k');
  await expect.poll(async () => (await onStage(page))?.paused).toBe(true);
}

/** What the service answers to a wish to play, as far as the journeys read it. */
export type Play = {
  master: string;
  start: string;
  duration_ms: number;
  audio: { track: string; language: string; default: boolean }[];
  subtitles: { track: string; language: string; url: string }[];
};

export async function askToPlay(page: Page, episodeId: string | undefined): Promise<Play> {
  return (await page.request.post(`/api/v1/episodes/${episodeId}/play`, { data: {} })).json();
}

type Series = { slug: string; episodes: { id: string; number: number; duration_ms: number }[] };

/** The series that the feed begins with. */
export async function firstSeries(page: Page): Promise<Series> {
  const list = await (await page.request.get('/api/v1/series')).json();
  const { slug } = list.series[0];
  const { episodes } = await (await page.request.get(`/api/v1/series/${slug}`)).json();
  return { slug, episodes };
}
