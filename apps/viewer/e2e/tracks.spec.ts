import type { Locator, Page } from '@playwright/test';
import { askToPlay, choose, expect, onStage, onward, open, pause, runs, seekTo, test } from './house.ts';

/** What stays as it is must not go on by itself meanwhile. */
async function openStaying(page: Page) {
  await page.addInitScript(() => localStorage.setItem('cliffhanger.auto-next', 'off'));
  return open(page);
}

test('the next episode speaks as was chosen, though it was prepared in another voice', async ({ page, hasTouch }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const { episodes } = await openStaying(page);
  await runs(page, 1);
  const [next, third] = await Promise.all(episodes.slice(1, 3).map(({ id }) => askToPlay(page, id)));
  const [before, dub] = [true, false].map((given) => next?.audio.find((one) => one.default === given));
  const packOf = (track: string | undefined) =>
    asked.some((path) => path.startsWith('/p/') && path.includes(`/${track}/`));
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].some(
      (it) => it.style.getPropertyValue('--at') === '1' && it.readyState >= 2 && it.paused,
    ),
  );
  expect(packOf(before?.track), 'it stands there, in the voice of before').toBe(true);

  expect((await onStage(page))?.paused).toBe(false);
  await choose(page, 'dub', dub?.language ?? '');
  const chosenAt = asked.length;
  await onward(page, hasTouch);
  await runs(page, 2);
  const spoken = () => {
    const parts = asked.slice(chosenAt).filter((path) => path.endsWith('.m4s'));
    const voices = next?.audio.filter(({ track }) => parts.some((path) => path.includes(`/${track}/`)));
    return voices?.map(({ language }) => language);
  };
  await expect.poll(spoken, { message: 'the voice that it plays on in', timeout: 15_000 }).toEqual([dub?.language]);

  const same = third?.audio.find(({ language }) => language === dub?.language)?.track;
  await expect.poll(() => packOf(same), { message: 'and the one behind it begins so', timeout: 15_000 }).toBe(true);
  await onward(page, hasTouch);
  await runs(page, 3);
  expect(spoken(), 'nothing of the voice of before').toEqual([dub?.language]);
});

/** Pauses half a second into the first line of the subtitles. */
async function toFirstCue(page: Page, url: string): Promise<Locator> {
  const [, minutes, seconds] = /(\d+):(\d\d\.\d{3}) --> /.exec(await (await page.request.get(url)).text()) ?? [];
  await pause(page);
  await seekTo(page, Number(minutes) * 60 + Number(seconds) + 0.5);
  const cue = page.locator('[data-ground] p');
  await expect(cue).not.toBeEmpty();
  return cue;
}

/** How a line stands on the picture: its letters and their edge in pixels, and whether there is anything behind them. */
function drawn(cue: Locator) {
  return cue.evaluate((it) => {
    const { fontSize, backgroundColor, webkitTextStrokeWidth } = getComputedStyle(it);
    const [size = 0, edge = 0] = [fontSize, webkitTextStrokeWidth].map(Number.parseFloat);
    return { size, edge, box: backgroundColor !== 'rgba(0, 0, 0, 0)' };
  });
}

test('size and background of the subtitles hold on the picture, here and after a reload', async ({ page }) => {
  const { episodes } = await openStaying(page);
  await runs(page, 1);
  const { subtitles } = await askToPlay(page, episodes[0]?.id);
  const url = subtitles.find(({ language }) => language === 'en')?.url ?? '';
  const cue = await toFirstCue(page, url);
  const { size, edge, box } = await drawn(cue);
  expect({ edge, box }).toEqual({ edge: 0, box: true });

  await choose(page, 'caption-size', 'large');
  await expect.poll(() => drawn(cue)).toEqual({ size: size * 1.25, edge: 0, box: true });
  await choose(page, 'caption-size', 'largest');
  await choose(page, 'caption-ground', 'outline');
  const chosen = { size: size * 1.5, edge: expect.closeTo(size * 1.5 * 0.2, 0), box: false };
  await expect.poll(() => drawn(cue)).toEqual(chosen);
  const { top, bottom } = await cue.evaluate((it) => it.getBoundingClientRect());
  expect(top >= 0 && bottom <= (page.viewportSize()?.height ?? 0), 'it is on the screen').toBe(true);

  await page.reload();
  await runs(page, 1);
  expect(await drawn(await toFirstCue(page, url))).toEqual(chosen);
});
