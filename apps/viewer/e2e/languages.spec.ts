import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import {
  askForLink,
  askToPlay,
  choose,
  closeSheet,
  expect,
  firstSeries,
  kept,
  linkTo,
  onStage,
  onward,
  open,
  pause,
  runs,
  runsAt,
  seekTo,
  test,
  toTrailerEnd,
  touch,
  trailerRuns,
  wake,
  workerIsThere,
} from './house.ts';
import { LANGUAGES, wordsIn } from './words.ts';

// What the other journeys try one by one, once more for those who read from the right, or without spaces: all names are
// taken from the app's own catalogues.

const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const middle = async (of: Locator) => {
  const box = await of.boundingBox();
  return (box?.x ?? 0) + (box?.width ?? 0) / 2;
};

/** The title by which the series is found in a language. */
async function titleOf(page: Page, slug: string, lang: string): Promise<string> {
  const { series } = await (await page.request.get(`/api/v1/series/${slug}`)).json();
  return series.title[lang] ?? series.title.en;
}

/** What the browser says that somebody reads who reads this. */
const localeOf = (lang: string) => (lang === 'zh-Hans' ? 'zh-CN' : lang);

for (const { lang, dir } of LANGUAGES) {
  test.describe(`in ${lang}`, () => {
    // Nobody chooses: the browser says what he reads.
    test.use({ locale: localeOf(lang) });
    const say = wordsIn(lang);

    test('a link plays, one goes on, chooses voices and words, likes, keeps and shares', async ({ page, hasTouch }) => {
      test.slow();
      const { slug, episodes } = await open(page);
      await runs(page, 1);
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expect(page.locator('html')).toHaveAttribute('dir', dir);
      await onward(page, hasTouch);
      await runs(page, 2);

      const play = await askToPlay(page, episodes[1]?.id);
      const dub = play.audio.find((one) => !one.default);
      const heard = page.waitForRequest((request) => request.url().includes(`/${dub?.track}/`));
      await choose(page, 'dub', dub?.language ?? '', say);
      await heard;
      const { language = '' } = play.subtitles.at(-1) ?? {};
      await choose(page, 'subtitles', language, say);
      await expect(page.locator(`[data-ground] p[lang="${language}"]`)).not.toBeEmpty({ timeout: 10_000 });

      await pause(page);
      const back = await middle(button(page, say('Back to the series')));
      const like = await middle(button(page, say('Like')));
      // Whether the browser lets it be heard is not the point here.
      const sound = await middle(button(page, say('Turn sound on')).or(button(page, say('Turn sound off'))));
      expect(Math.sign(sound - back), 'Back stands where the line begins').toBe(dir === 'rtl' ? -1 : 1);
      expect(Math.sign(like - back), 'the rail where it ends').toBe(dir === 'rtl' ? -1 : 1);
      await expect(page.getByRole('slider', { name: say('Position') }), 'time runs one way').toHaveCSS(
        'direction',
        'ltr',
      );

      for (const name of ['Like', 'My list']) {
        const button = page.getByRole('button', { name: say(name), exact: true });
        await button.click();
        await expect(button).toHaveAttribute('aria-pressed', 'true');
      }
      await expect(page.getByText(say('It is on your list.'))).toBeVisible();
      await page.getByRole('button', { name: say('Share'), exact: true }).click();
      const sheet = page.getByRole('dialog', { name: say('Share') });
      await expect(sheet.getByRole('radio', { name: say('The series') })).toBeVisible();
      await expect(sheet.getByText(`/watch/${slug}/2`)).toBeVisible();
      await closeSheet(page);

      await seekTo(page, -0.6);
      await page.keyboard.press('k');
      await runs(page, 3);
      await expect(page).toHaveTitle(new RegExp(`^${say('Episode {number} · {title}', { number: 3, title: '' })}`));
    });

    test('a series is searched for, looked at, watched, kept and remembered', async ({ page }) => {
      await page.goto('/home');
      await page.getByRole('link', { name: say('Search'), exact: true }).click();
      const { slug, episodes } = await firstSeries(page);
      const title = await titleOf(page, slug, lang);
      await page.getByRole('searchbox', { name: say('Titles, people, genres') }).fill(title);
      await main(page).getByRole('link', { name: title }).first().click();
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
      const cells = page
        .locator('section', { has: page.getByRole('heading', { name: say('Episodes') }) })
        .getByRole('link');
      await expect(cells).toHaveCount(episodes.length);
      await main(page)
        .getByRole('button', { name: say('My list'), exact: true })
        .click();
      await expect(page.getByRole('button', { name: say('Undo') })).toBeVisible();
      await cells.nth(1).click();
      await runs(page, 2);

      for (const [path, name, words] of [
        ['/list', 'My list', say('Take “{text}” off my list', { text: title })],
        ['/history', 'History', say('Remove “{text}” from the history', { text: title })],
      ] as const) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1, name: say(name) })).toBeVisible();
        await expect(page.getByRole('button', { name: words })).toBeVisible();
      }
    });

    test.describe('with a network that goes', () => {
      test.use({ failing: true });

      test('somebody signs in and out, saves data, and is told of it', async ({ page, context }) => {
        const address = `${lang}-${Date.now()}@example.org`.toLowerCase();
        await askForLink(page, address, say);
        await page.goto(await linkTo(page.request, address));
        await page.getByRole('button', { name: say('Sign in on this device') }).click();
        await page.getByRole('button', { name: say('Sign out') }).click();
        await expect(page.getByText(say('You are signed out. Your account keeps everything.'))).toBeVisible();

        await page.goto('/profile/playback');
        await page.getByRole('radio', { name: say('Always') }).check({ force: true });
        await open(page);
        await runs(page, 1);
        await page.keyboard.press('ArrowDown');
        await runs(page, 2);
        expect((await onStage(page))?.wide, 'a small picture').toBeLessThanOrEqual(360);
        await context.setOffline(true);
        await expect(page.getByText(say('The network is gone. We go on as soon as it is back.')).first()).toBeVisible();
      });
    });
  });
}

/** A finger pushes a row sideways, so many pixels to the right; less than nothing is to the left. */
async function push(page: Page, row: Locator, pixels: number): Promise<void> {
  const box = await row.boundingBox();
  const y = (box?.y ?? 0) + (box?.height ?? 0) / 2;
  const from = (await middle(row)) - pixels / 2;
  const cdp = await page.context().newCDPSession(page);
  await touch(cdp, 'touchStart', { x: from, y });
  for (const part of [0.2, 0.4, 0.6, 0.8, 1]) await touch(cdp, 'touchMove', { x: from + pixels * part, y });
  await touch(cdp, 'touchEnd');
}

// All of this has journeys of its own in English.
for (const { lang, dir } of LANGUAGES.filter(({ lang }) => lang !== 'en')) {
  test.describe(`also in ${lang}`, () => {
    test.use({ locale: localeOf(lang) });
    const say = wordsIn(lang);

    test('Home’s rows begin where the line does, and are pushed on from there', async ({ page, hasTouch }) => {
      await page.goto('/home');
      const name = say('New');
      const rail = page.getByRole('region', { name, exact: true });
      const row = rail.getByRole('list');
      await rail.scrollIntoViewIfNeeded();
      await expect(page.locator('html')).toHaveAttribute('dir', dir);
      const onTheRight = (await middle(rail.getByRole('link').first())) > (page.viewportSize()?.width ?? 0) / 2;
      expect(onTheRight).toBe(dir === 'rtl');

      const way = dir === 'rtl' ? -1 : 1;
      const gone = () => row.evaluate((list, towards) => list.scrollLeft * towards, way);
      if (hasTouch) await push(page, row, -200 * way);
      else await button(page, say('Forward in “{of}”', { of: name })).click();
      await expect.poll(gone, 'to what stands further on').toBeGreaterThan(40);
      if (hasTouch) await push(page, row, 300 * way);
      else await button(page, say('Back in “{of}”', { of: name })).click();
      await expect.poll(gone, 'and back').toBeLessThan(2);
      await rail.getByRole('link').first().click();
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      await expect(page.getByRole('heading', { name: say('Languages') })).toBeVisible();
    });

    test('a language that is missing is asked for, and that is taken back', async ({ page }) => {
      const { slug } = await firstSeries(page);
      await page.goto(`/series/${slug}`);
      await button(page, say('Ask for my language')).click();
      const hindi = new Intl.DisplayNames([lang], { type: 'language' }).of('hi') ?? '';
      const choice = page.getByRole('dialog', { name: say('Ask for a language') }).getByRole('button', { name: hindi });
      await choice.click();
      await expect(choice).toHaveAttribute('aria-pressed', 'true');
      await closeSheet(page);
      const asked = button(page, say('You asked for {0}', { 0: hindi }));
      await expect(asked).toBeVisible();
      await page.reload();
      await asked.click();
      await choice.click();
      await expect(choice).toHaveAttribute('aria-pressed', 'false');
      await closeSheet(page);
      await expect(asked).toHaveCount(0);
    });

    test('all that is kept of somebody is handed to him, and deleted', async ({ page }) => {
      const { slug } = await firstSeries(page);
      await page.goto(`/series/${slug}`);
      await main(page)
        .getByRole('button', { name: say('My list'), exact: true })
        .click();
      await expect(page.getByText(say('It is on your list.'))).toBeVisible();
      await page.goto('/profile/privacy');
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: say('Download my data') }).click(),
      ]);
      const { records } = JSON.parse(await readFile(await file.path(), 'utf8'));
      expect(records.listings).toHaveLength(1);
      await button(page, say('Delete my account')).click();
      await button(page, say('Delete it for good')).click();
      await expect(page.getByText(say('Everything that was kept of you is deleted.'))).toBeVisible();
      await page.goto('/list');
      await expect(page.getByText(say('What you put on your list waits for you here.'))).toBeVisible();
    });

    test('For You leads from series to series, into one, and back', async ({ page, hasTouch }) => {
      await page.goto('/for-you');
      await runsAt(page, 0);
      await onward(page, hasTouch);
      await runsAt(page, 1);
      await pause(page);
      await page
        .getByRole('navigation')
        .getByRole('button', { name: say('Episodes') })
        .click();
      const second = new RegExp(`^${say('Episode {number}', { number: 2 })}(?!\\d)`);
      await page
        .getByRole('dialog', { name: say('Episodes') })
        .getByRole('link', { name: second })
        .click();
      await runs(page, 2);
      await page.goBack();
      await runsAt(page, 1);
    });

    test('a trailer plays, and leads into the series', async ({ page }) => {
      const { slug } = await firstSeries(page);
      await page.goto(`/series/${slug}`);
      await main(page)
        .getByRole('button', { name: say('Trailer') })
        .click();
      await trailerRuns(page);
      const stage = page.getByRole('dialog', { name: say('Trailer') });
      await stage.getByRole('button', { name: say('Turn sound off') }).click();
      await expect.poll(async () => (await onStage(page))?.muted).toBe(true);
      await toTrailerEnd(page);
      await expect(stage.getByRole('button', { name: say('Watch the trailer again') })).toBeVisible();
      await stage.getByRole('link', { name: say('Watch episode {number}', { number: 1 }) }).click();
      await runs(page, 1);
    });

    test('a link to a second of an episode begins there for whoever opens it', async ({ page, browser }) => {
      const { slug } = await open(page, 2);
      await runs(page, 2);
      await pause(page);
      await seekTo(page, 3);
      await button(page, say('Share')).click();
      const sheet = page.getByRole('dialog', { name: say('Share') });
      const moment = say('Episode {number} from {time}', { number: 2, time: '0:03' });
      await expect(sheet.getByRole('radio', { name: moment })).toBeChecked();
      const link = (await sheet.getByText(`/watch/${slug}/2?t=3`).textContent()) ?? '';

      const other = await (await browser.newContext({ locale: localeOf(lang) })).newPage();
      await other.goto(link);
      await runs(other, 2);
      expect((await onStage(other))?.seconds).toBeGreaterThanOrEqual(3);
      await expect(other.locator('html')).toHaveAttribute('lang', lang);
      await wake(other);
      await button(other, say('Back to the series')).click();
      await expect(other.getByRole('heading', { level: 1, name: await titleOf(page, slug, lang) })).toBeFocused();
      await other.context().close();
    });

    test('whoever is old enough says so once', async ({ page, hasTouch }) => {
      await page.goto('/watch/glass-harbour/1');
      const gate = page.getByRole('dialog', { name: say('This series is for adults.') });
      await gate.getByRole('button', { name: say('Not now') }).click();
      await expect(gate).toHaveCount(0);
      await button(page, say('Try again')).click();
      await gate.getByRole('button', { name: say('I am 18 or older') }).click();
      await runs(page, 1);
      await onward(page, hasTouch);
      await runs(page, 2);
      await expect(gate).toHaveCount(0);
    });

    test.describe('without a network', () => {
      test.use({ failing: true });

      test('a page that cannot come says so, and comes when it is back', async ({ page, context }) => {
        const title = await titleOf(page, 'salt-and-silver', lang);
        await page.goto('/home');
        await workerIsThere(page);
        await page.reload();
        const words = expect.stringContaining(`/assets/${lang}-`);
        await expect.poll(() => kept(page, 'assets'), 'its words are kept').toContainEqual(words);
        await context.setOffline(true);
        await page.goto('/series/salt-and-silver');
        const trouble = page.getByRole('alert');
        await expect(trouble).toContainText(say('The network is gone. We go on as soon as it is back.'));
        await expect(trouble.getByRole('button', { name: say('Try again') })).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('dir', dir);
        await context.setOffline(false);
        await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      });
    });
  });
}
