import type { Page } from '@playwright/test';
import {
  askToPlay,
  closeSheet,
  expect,
  firstSeries,
  onStage,
  open,
  pause,
  runs,
  seekTo,
  swipe,
  test,
  touch,
  wake,
  watchFlow,
} from './house.ts';

/** To the browser a look into the page counts as a tap: nobody looks before the first frame, when the place is noted. */
async function openUntouched(page: Page): Promise<void> {
  const shown = page.waitForRequest(/\/place$/);
  await open(page);
  await shown;
}

test('the feed starts by itself, without a tap', async ({ page }) => {
  await open(page);
  await runs(page, 1);
  await expect(page).toHaveTitle(/Episode 1 · /);
});

test('where the browser keeps it silent, one button brings the sound, and the choice is remembered', async ({
  page,
}) => {
  await openUntouched(page);
  await runs(page, 1);
  expect((await onStage(page))?.muted, 'no sound before the first tap').toBe(true);
  await page.getByRole('button', { name: 'Tap for sound' }).click();
  await expect.poll(async () => (await onStage(page))?.muted).toBe(false);
  await expect(page.getByRole('button', { name: 'Tap for sound' })).toHaveCount(0);

  await wake(page);
  await page.getByRole('button', { name: 'Turn sound off' }).click();
  await page.keyboard.press('ArrowDown');
  await runs(page, 2);
  expect((await onStage(page))?.muted).toBe(true);
  await page.reload();
  await runs(page, 2);
  await expect(page.getByRole('button', { name: 'Tap for sound' }), 'silence was chosen').toHaveCount(0);
});

test('keys go on and back, and pause', async ({ page }) => {
  await open(page);
  await runs(page, 1);
  await page.keyboard.press('ArrowDown');
  await runs(page, 2);
  await page.keyboard.press('PageDown');
  await runs(page, 3);
  await page.keyboard.press('ArrowUp');
  await runs(page, 2);
  await page.keyboard.press('PageUp');
  await runs(page, 1);
  await page.keyboard.press('ArrowUp');
  await runs(page, 1);
  await page.keyboard.press(' ');
  await expect.poll(async () => (await onStage(page))?.paused).toBe(true);
  await page.keyboard.press(' ');
  await runs(page, 1);
});

test('whoever listens hears which episode came on stage, once it has', async ({ page }) => {
  const heard = page.locator('[data-announcer]');
  await open(page);
  await runs(page, 1);
  await expect(heard).toHaveText(/^Episode 1 · ./);
  await page.keyboard.press('ArrowDown');
  await runs(page, 2);
  await expect(heard).toHaveText(/^Episode 2 · ./);
  await wake(page);
  await page.getByRole('button', { name: 'Back to the series' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(heard, 'the heading says where he is').toHaveText('');
  await page.goBack();
  await runs(page, 2);
  await expect(heard, 'and he hears it again').toHaveText(/^Episode 2 · ./);
});

test('a held space bar plays twice as fast; let go it pauses nothing', async ({ page }) => {
  await open(page);
  await runs(page, 1);
  await page.keyboard.down(' ');
  await page.keyboard.down(' ');
  await expect(page.getByText('Twice as fast')).toBeVisible();
  await page.keyboard.up(' ');
  await expect(page.getByText('Twice as fast')).toHaveCount(0);
  await runs(page, 1);
});

test('the list of keys switches off those that are letters', async ({ page }) => {
  await open(page);
  await runs(page, 1);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await sheet.getByRole('switch', { name: 'Keys that are single letters' }).uncheck();
  await closeSheet(page);
  await page.keyboard.press('k');
  await page.waitForTimeout(300);
  expect((await onStage(page))?.paused).toBe(false);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press(' ');
  await expect.poll(async () => (await onStage(page))?.paused, 'the space bar is no letter').toBe(true);
});

test('the wheel goes on and back, one notch one episode', { tag: '@wheel' }, async ({ page }) => {
  await open(page);
  await runs(page, 1);
  await page.mouse.move(640, 300);
  await page.mouse.wheel(0, 120);
  await runs(page, 2);
  await page.mouse.wheel(0, 120);
  await runs(page, 3);
  await page.mouse.wheel(0, -120);
  await runs(page, 2);
});

test.describe('a finger', { tag: '@finger' }, () => {
  test('swipes up to the next, down to the one before, and every flick counts', async ({ page }) => {
    const cdp = await page.context().newCDPSession(page);
    await open(page);
    await runs(page, 1);
    await swipe(cdp, 600, 300);
    await runs(page, 2);
    await swipe(cdp, 300, 600);
    await runs(page, 1);
    await swipe(cdp, 600, 400, 3);
    await swipe(cdp, 600, 400, 3);
    await runs(page, 3);
  });

  test('that cannot swipe taps the arrows, which come with the controls', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    const next = page.getByRole('button', { name: 'Next episode' });
    await pause(page);
    await next.tap();
    await runs(page, 2);
    await wake(page);
    await page.getByRole('button', { name: 'Previous episode' }).tap();
    await runs(page, 1);
    const still = () => next.evaluate((it) => getComputedStyle(it.closest('nav') ?? it).pointerEvents);
    await expect.poll(still, 'and go with them').toBe('none');
  });

  test('that hesitates leaves the episode where it is', async ({ page }) => {
    const cdp = await page.context().newCDPSession(page);
    await open(page);
    await runs(page, 1);
    await swipe(cdp, 500, 430, 30);
    await page.waitForTimeout(400);
    await runs(page, 1);
  });

  test('that brings the next one into view sees it move, and stand again when it goes back', async ({ page }) => {
    const cdp = await page.context().newCDPSession(page);
    const next = (moves: boolean) =>
      page.waitForFunction(
        (wanted) => {
          const video = [...document.querySelectorAll('video')].find((it) => it.style.getPropertyValue('--at') === '1');
          return video && video.readyState >= 2 && (wanted ? !video.paused : video.paused && video.currentTime < 0.1);
        },
        moves,
        { timeout: 10_000 },
      );
    await open(page);
    await runs(page, 1);
    await next(false);
    await touch(cdp, 'touchStart', { x: 150, y: 600 });
    for (const y of [560, 500, 420, 360]) await touch(cdp, 'touchMove', { x: 150, y });
    await next(true);
    for (const y of [420, 520, 590]) await touch(cdp, 'touchMove', { x: 150, y });
    await next(false);
    await page.waitForTimeout(200);
    await touch(cdp, 'touchEnd');
    await runs(page, 1);
    await touch(cdp, 'touchStart', { x: 150, y: 600 });
    for (const y of [560, 500, 420, 360]) await touch(cdp, 'touchMove', { x: 150, y });
    await next(true);
    await touch(cdp, 'touchEnd');
    await runs(page, 2);
  });

  test('that taps pauses, and taps again goes on', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    await page.touchscreen.tap(120, 500);
    await expect.poll(async () => (await onStage(page))?.paused).toBe(true);
    await page.touchscreen.tap(120, 500);
    await runs(page, 1);
  });

  test('that taps twice likes, and pauses nothing', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    const cdp = await page.context().newCDPSession(page);
    // Asked for at once: an answer in between may take longer than two taps lie apart.
    await Promise.all([
      touch(cdp, 'touchStart', { x: 120, y: 500 }),
      touch(cdp, 'touchEnd'),
      touch(cdp, 'touchStart', { x: 122, y: 502 }),
      touch(cdp, 'touchEnd'),
    ]);
    await expect(page.getByRole('button', { name: 'Like' })).toHaveAttribute('aria-pressed', 'true');
    await page.waitForTimeout(400);
    await runs(page, 1);
    await page.getByRole('button', { name: 'Like' }).click();
    await expect(page.getByRole('button', { name: 'Like' })).toHaveAttribute('aria-pressed', 'false');
  });

  test('that holds plays twice as fast, until it lets go', async ({ page }) => {
    const cdp = await page.context().newCDPSession(page);
    await open(page);
    await runs(page, 1);
    const rate = () =>
      page.evaluate(() => Math.max(...[...document.querySelectorAll('video')].map((it) => it.playbackRate)));
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 100, y: 250 }] });
    await expect(page.getByText('Twice as fast')).toBeVisible();
    expect(await rate()).toBe(2);
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(page.getByText('Twice as fast')).toHaveCount(0);
    expect(await rate()).toBe(1);
    await runs(page, 1);
  });
});

test('whoever wants little motion gets none, and the swipe still follows his finger', { tag: '@finger' }, async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  await runs(page, 1);
  /** What moves a moment after a key, beside what only fades. */
  const moving = (key: string) =>
    page.evaluate(async (pressed) => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return document.getAnimations().flatMap(({ effect }) => {
        if (!(effect instanceof KeyframeEffect)) return [];
        const changed = effect.getKeyframes().flatMap((frame) => Object.keys(frame));
        const still = !changed.some((name) => /^(transform|translate|scale|rotate|top|inset|height)/.test(name));
        return still && Number(effect.getComputedTiming().duration) <= 100 ? [] : [effect.target?.className];
      });
    }, key);
  expect(await moving('ArrowDown')).toEqual([]);
  await runs(page, 2);
  expect(await moving('?')).toEqual([]);
  await closeSheet(page);

  const cdp = await page.context().newCDPSession(page);
  const top = () => page.locator('article:not([inert])').evaluate((card) => card.getBoundingClientRect().top);
  const before = await top();
  await touch(cdp, 'touchStart', { x: 150, y: 600 });
  for (const y of [580, 540, 500]) await touch(cdp, 'touchMove', { x: 150, y });
  await expect.poll(top).toBeLessThan(before - 50);
  await touch(cdp, 'touchEnd');
  await runs(page, 3);
});

async function openLanguage(page: Page) {
  await pause(page);
  await page.getByRole('button', { name: 'Language' }).click();
  return page.getByRole('dialog', { name: 'Language' });
}

test('a dub is chosen, heard at once, and remembered for the next visit', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page);
  await runs(page, 1);
  const { episodes } = await firstSeries(page);
  const play = await askToPlay(page, episodes[0]?.id);
  expect(play.audio.length, 'the series has a dub').toBeGreaterThan(1);
  const { track, language } = play.audio.find((dub) => !dub.default) ?? {};
  const wanted = `/${track}/`;

  const sheet = await openLanguage(page);
  await sheet.locator(`input[name=dub][value="${language}"]`).check();
  await closeSheet(page);
  await page.keyboard.press('k');
  await expect.poll(() => asked.some((url) => url.includes(wanted) && url.endsWith('.m4s'))).toBe(true);
  await runs(page, 1);

  await page.reload();
  await runs(page, 1);
  const again = await openLanguage(page);
  await expect(again.locator(`input[name=dub][value="${language}"]`)).toBeChecked();
});

test('dub and subtitles are changed while it plays, and the picture never stops', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const { episodes } = await open(page);
  await runs(page, 1);
  const play = await askToPlay(page, episodes[0]?.id);
  const dub = play.audio.find((one) => !one.default);
  const subtitles = play.subtitles.at(-1);
  const flow = await watchFlow(page);
  await wake(page);
  await page.getByRole('button', { name: 'Language' }).click();
  const sheet = page.getByRole('dialog', { name: 'Language' });
  await sheet.locator(`input[name=dub][value="${dub?.language}"]`).check();
  await sheet.locator(`input[name=subtitles][value="${subtitles?.language}"]`).check();
  await closeSheet(page);
  const spoken = () => asked.filter((url) => url.includes(`/${dub?.track}/`) && url.endsWith('.m4s'));
  await expect.poll(spoken).not.toEqual([]);
  const read = () => asked.filter((url) => url.includes(`/${subtitles?.track}/`));
  await expect.poll(read, 'the words of the one that was chosen').not.toEqual([]);
  await expect.poll(async () => (await onStage(page))?.seconds ?? 0, { timeout: 15_000 }).toBeGreaterThan(6);
  const { waits, back, stoodMs } = await flow();
  expect({ waits, back }).toEqual({ waits: 0, back: 0 });
  expect(stoodMs, 'so long it stood at most').toBeLessThan(300);
  await expect(page).toHaveURL(/\/1$/);
});

test('subtitles show, change and go, and stay as they were chosen', async ({ page }) => {
  await open(page);
  await runs(page, 1);
  const { episodes } = await firstSeries(page);
  const play = await askToPlay(page, episodes[0]?.id);
  for (const { language, url } of play.subtitles) {
    const text = await (await page.request.get(url)).text();
    const stamps = /(\d+):(\d\d\.\d{3}) --> /.exec(text);
    expect(stamps, `${language} has cues`).not.toBeNull();
    const sheet = await openLanguage(page);
    await sheet.locator(`input[name=subtitles][value="${language}"]`).check();
    await closeSheet(page);
    // Half a second into the first cue, wherever it is.
    const start = Number(stamps?.[1]) * 60 + Number(stamps?.[2]);
    await seekTo(page, start + 0.5);
    await expect(page.locator(`[data-ground] p[lang="${language}"]`)).not.toBeEmpty();
  }
  const sheet = await openLanguage(page);
  await sheet.getByRole('radio', { name: 'Off' }).check();
  await closeSheet(page);
  await expect(page.locator('[data-ground] p')).toHaveCount(0);
  await page.reload();
  await runs(page, 1);
  await expect((await openLanguage(page)).getByRole('radio', { name: 'Off' })).toBeChecked();
});

test('keys turn the sound and the subtitles off and on', async ({ page }) => {
  await openUntouched(page);
  await runs(page, 1);
  const cue = page.locator('[data-ground] p');
  await page.keyboard.press('m');
  await expect.poll(async () => (await onStage(page))?.muted).toBe(false);
  await page.keyboard.press('m');
  await expect.poll(async () => (await onStage(page))?.muted).toBe(true);
  await expect(cue).toHaveCount(1, { timeout: 10_000 });
  await pause(page);
  await page.keyboard.press('c');
  await expect(cue).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(cue).toHaveCount(1);
});

test('a sheet keeps its wheel and its drags to itself', { tag: '@wheel' }, async ({ page }) => {
  await open(page);
  await runs(page, 1);
  const sheet = await openLanguage(page);
  const box = await sheet.boundingBox();
  if (!box) throw new Error('the sheet is not on screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 240);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(400);
  await expect(page).toHaveURL(/\/1$/);
});

test('the place is remembered: after a reload, and by the service on a visit without storage', async ({ page }) => {
  const { slug } = await firstSeries(page);
  await page.goto(`/watch/${slug}/2`);
  await runs(page, 2);
  await expect.poll(async () => (await onStage(page))?.seconds ?? 0, { timeout: 20_000 }).toBeGreaterThan(4);
  await page.reload();
  await runs(page, 2);
  expect((await onStage(page))?.seconds).toBeGreaterThan(3);

  await pause(page);
  const left = (await onStage(page))?.seconds ?? 0;
  await page.goto(`/series/${slug}`);
  await page.evaluate(() => localStorage.clear());
  await open(page, 2);
  await runs(page, 2);
  const back = (await onStage(page))?.seconds ?? 0;
  expect(Math.abs(back - left), `left at ${left}, back at ${back}`).toBeLessThan(6);
});

test('an episode plays to its end without a stop, and the next one follows by itself', async ({ page }) => {
  const { slug, episodes } = await firstSeries(page);
  const length = (episodes[0]?.duration_ms ?? 0) / 1000;
  test.setTimeout((length + 40) * 1000);
  await page.goto(`/watch/${slug}/1`);
  await runs(page, 1);
  const began = Date.now() - ((await onStage(page))?.seconds ?? 0) * 1000;
  await page.waitForURL(new RegExp(`/watch/${slug}/2$`), { timeout: (length + 20) * 1000 });
  const took = (Date.now() - began) / 1000;
  expect(took, 'it took about as long as it is').toBeLessThan(length + 4);
  expect(took).toBeGreaterThan(length - 2);
  await runs(page, 2);
});

test('the last episode ends in words, with a way on', async ({ page }) => {
  const { slug, episodes } = await firstSeries(page);
  const last = episodes.at(-1);
  await page.goto(`/watch/${slug}/${last?.number}`);
  await runs(page, last?.number ?? 0);
  await seekTo(page, -1);
  await expect(page.getByText('That was the last episode.')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('That was the last episode.'), 'whoever goes back sees it run').toHaveCount(0);
  await runs(page, last?.number ?? 0);
  await expect(page.getByText('That was the last episode.'), 'to its end').toBeVisible({ timeout: 15_000 });
  await page.getByRole('button', { name: 'Watch from the beginning' }).click();
  await runs(page, 1);
});

test('the grid goes to any episode', async ({ page }) => {
  const { episodes } = await firstSeries(page);
  const far = episodes[Math.min(4, episodes.length - 1)];
  await open(page);
  await runs(page, 1);
  await pause(page);
  await page.getByRole('navigation').getByRole('button', { name: 'Episodes' }).click();
  await page
    .getByRole('dialog')
    .getByRole('link', { name: new RegExp(`^Episode ${far?.number}(:|$)`) })
    .click();
  await runs(page, far?.number ?? 0);
});

test('dragging the progress bar shows the pictures of where it lands, and lands there', async ({ page }) => {
  const { episodes } = await open(page);
  await runs(page, 1);
  const { storyboard } = await askToPlay(page, episodes[0]?.id);
  const slider = page.getByRole('slider', { name: 'Position' });
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider is not on screen');
  const length = Number(await slider.getAttribute('max'));
  /** Which picture of the board is to be seen, by where the board lies behind its window. */
  const still = () =>
    page.locator('main input[type=range]').evaluate((range) => {
      const board = range.parentElement?.querySelector('img');
      const [image, hole] = [board?.getBoundingClientRect(), board?.parentElement?.getBoundingClientRect()];
      if (!board?.complete || board.naturalWidth === 0 || !image || !hole) return undefined;
      return {
        column: Math.round((hole.x - image.x) / hole.width),
        row: Math.round((hole.y - image.y) / hole.height),
        file: board.currentSrc.split('/').at(-1),
      };
    });
  await page.mouse.move(box.x + 5, box.y + box.height / 2);
  await page.mouse.down();
  const seen = new Set<string>();
  for (const share of [0.1, 0.5, 0.9]) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2, { steps: 3 });
    await expect(page.getByText(/^\d+:\d\d \/ \d+:\d\d$/)).toBeVisible();
    const index = Math.floor((Number(await slider.inputValue()) * 1000) / storyboard.interval_ms);
    const place = { column: index % storyboard.columns, row: Math.floor(index / storyboard.columns) };
    await expect
      .poll(still, `the picture of ${share} of it`)
      .toEqual({ ...place, file: storyboard.url.split('/').at(-1) });
    seen.add(JSON.stringify(place));
  }
  expect(seen.size, 'each place has its own').toBe(3);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await onStage(page))?.seconds ?? 0).toBeGreaterThan(length * 0.45);
  expect((await onStage(page))?.seconds).toBeLessThan(length * 0.75);
});

async function toTheEnd(page: Page): Promise<void> {
  await page.getByRole('slider', { name: 'Position' }).evaluate((slider: HTMLInputElement) => {
    slider.value = String(Number(slider.max) - 0.6);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

test('where nothing follows by itself an episode ends with the ways on, for the finger and for the keys', async ({
  page,
}) => {
  await page.goto('/profile/playback');
  await page.getByRole('switch', { name: 'Play the next episode by itself' }).uncheck({ force: true });
  await open(page);
  await runs(page, 1);
  await toTheEnd(page);
  await expect(page.getByRole('alert')).toContainText('That was episode 1.');
  await expect(page.getByRole('button', { name: 'Next episode' }).last()).toBeFocused();
  await page.waitForTimeout(1500);
  await expect(page, 'it waits').toHaveURL(/\/1$/);
  await page.keyboard.press('Enter');
  await runs(page, 2);
  await expect(page.getByRole('alert')).toHaveCount(0);

  await toTheEnd(page);
  await page.getByRole('alert').getByRole('button', { name: 'Watch again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await runs(page, 2);
  expect((await onStage(page))?.seconds, 'from its beginning').toBeLessThan(3);
});

test('behind the last episode the way leads on to another series', async ({ page }) => {
  const { slug, episodes } = await firstSeries(page);
  const last = episodes.at(-1)?.number ?? 0;
  await page.goto(`/watch/${slug}/${last}`);
  await runs(page, last);
  const title = await page.locator('article:not([inert]) a').textContent();
  await toTheEnd(page);
  const way = page.getByRole('button', { name: 'Watch another series' });
  await expect(way).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/for-you$/);
  await expect
    .poll(async () => {
      const now = await onStage(page);
      return now?.settled === true && !now.paused && now.wide > 0;
    })
    .toBe(true);
  await expect(page.locator('article:not([inert]) a')).not.toHaveText(title ?? '');
});

for (const { locale, lang, other } of [
  { locale: 'en', lang: 'en', other: 'zh-Hans' },
  { locale: 'ar', lang: 'ar', other: 'zh-Hans' },
  // A dub was picked for him: the other voice is the original.
  { locale: 'zh-CN', lang: 'zh-Hans', other: 'en' },
]) {
  test.describe(`what was picked by the browser's languages (${lang})`, () => {
    test.use({ locale });

    test('is told once, and one tap corrects it', async ({ page }) => {
      await open(page);
      await runs(page, 1);
      const note = page.getByRole('status').filter({ has: page.locator(`button[lang="${other}"]`) });
      await expect(note.getByRole('button')).toHaveCount(3);
      await note.locator(`button[lang="${other}"]`).click();
      const rest = page.locator('[role=status]:has(button)');
      await expect(rest.getByRole('button'), 'the subtitles may still be turned off').toHaveCount(2);
      await rest.getByRole('button').first().click();
      await expect(rest).toHaveCount(0);
      expect(await page.getByRole('dialog').count(), 'nothing was opened for it').toBe(0);

      await page.keyboard.press('k');
      await page.getByRole('navigation').getByRole('button').nth(-2).click();
      await expect(page.locator(`dialog input[name=dub][value="${other}"]`)).toBeChecked();
      await expect(page.locator('dialog input[name=subtitles][value=off]')).toBeChecked();
      await page.reload();
      await runs(page, 1);
      await page.waitForTimeout(1000);
      await expect(rest).toHaveCount(0);
    });

    test('has all the others behind its last button', async ({ page }) => {
      await open(page);
      await runs(page, 1);
      await page.locator('[role=status] button').last().click();
      await expect(page.locator('dialog input[name=dub]').first()).toBeAttached();
      await closeSheet(page);
      await expect(page.locator('[role=status] button')).toHaveCount(0);
    });
  });
}

test.describe('a sheet that did not come', () => {
  // The browser itself reports the request that fails; that is the point here.
  test.use({ quiet: async ({ page: _ }, use) => use([]) });

  test('is said in words, and opens when it is pressed again', async ({ page }) => {
    await page.route(/\/assets\/all-sheets-/, (route) => route.abort());
    await open(page);
    await runs(page, 1);
    await pause(page);
    const language = page.getByRole('navigation').getByRole('button', { name: 'Language' });
    await language.click();
    await expect(page.getByText('The network is gone. We go on as soon as it is back.')).toBeVisible();
    await page.unroute(/\/assets\/all-sheets-/);
    await language.click();
    await expect(page.getByRole('dialog', { name: 'Language' })).toBeVisible();
  });
});
