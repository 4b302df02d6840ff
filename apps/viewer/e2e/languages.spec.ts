import type { Locator, Page } from '@playwright/test';
import {
  askForLink,
  askToPlay,
  closeSheet,
  expect,
  firstSeries,
  linkTo,
  onStage,
  open,
  pause,
  runs,
  seekTo,
  swipe,
  test,
  wake,
} from './house.ts';
import { LANGUAGES, type Words, wordsIn } from './words.ts';

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

async function onward(page: Page, byFinger: boolean): Promise<void> {
  if (!byFinger) return page.keyboard.press('ArrowDown');
  await swipe(await page.context().newCDPSession(page), 600, 300);
}

/** With the app's own switches, while it plays: nothing is paused for it. */
async function choose(page: Page, say: Words, name: string, value: string): Promise<void> {
  await wake(page);
  await page.getByRole('button', { name: say('Language'), exact: true }).click();
  await page.getByRole('dialog').locator(`input[name=${name}][value="${value}"]`).check();
  await closeSheet(page);
}

for (const { lang, dir } of LANGUAGES) {
  test.describe(`in ${lang}`, () => {
    // Nobody chooses: the browser says what he reads.
    test.use({ locale: lang === 'zh-Hans' ? 'zh-CN' : lang });
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
      await choose(page, say, 'dub', dub?.language ?? '');
      await heard;
      const { language = '' } = play.subtitles.at(-1) ?? {};
      await choose(page, say, 'subtitles', language);
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

    test('somebody signs in and out, saves data, and is told when the network goes', async ({ page, context }) => {
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
}
