import type { Page } from '@playwright/test';
import {
  askForLink,
  closeSheet,
  expect,
  firstSeries,
  look,
  onStage,
  open,
  pause,
  runs,
  seekTo,
  test,
} from './house.ts';
import { wordsIn } from './words.ts';

/** Once it runs it can be paused; before, the key would only start it. */
async function pauseRunning(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const now = await onStage(page);
        return now?.settled === true && !now.paused && now.wide > 0;
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  await pause(page);
}

for (const lang of ['en', 'zh-Hans', 'ar', 'th']) {
  test(`For You and every sheet of the feed can be used by everyone (${lang})`, async ({ page }, info) => {
    test.setTimeout(120_000);
    const at = (where: string) => look(page, info, `${where}-${lang}`);
    await page.goto(`/for-you?lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('html')).toHaveAttribute('dir', lang === 'ar' ? 'rtl' : 'ltr');
    await expect(page.getByRole('feed')).toBeVisible();
    await pauseRunning(page);
    await at('for-you');
    await open(page, 1, `?lang=${lang}`);
    await runs(page, 1);
    await at('running');
    await pause(page);
    const buttons = page.getByRole('navigation').locator('button[data-word]');
    for (const [nth, where] of [
      [2, 'episodes'],
      [3, 'language'],
      [4, 'share'],
    ] as const) {
      await buttons.nth(nth).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await at(where);
      await closeSheet(page);
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await at('keys');
    await page.goto(`/embed/${(await firstSeries(page)).slug}/1?lang=${lang}`);
    await expect(page.getByRole('feed')).toBeVisible();
    await pauseRunning(page);
    await at('embed');
  });
}

for (const lang of ['en', 'ar']) {
  test.describe(`what comes up now and then (${lang})`, () => {
    // What a worker fetches nobody can refuse.
    test.use({ locale: lang, failing: true, serviceWorkers: 'block' });

    test('can be used by everyone', async ({ page, context }, info) => {
      test.slow();
      const say = wordsIn(lang);
      const at = (where: string) => look(page, info, `${where}-${lang}`);
      const press = (name: string) =>
        page
          .getByRole('main')
          .getByRole('button', { name: say(name), exact: true })
          .click();
      const { slug, episodes } = await firstSeries(page);

      // First of all: whoever has pressed anything is not asked any more.
      const shown = page.waitForRequest(/\/place$/);
      await page.goto(`/watch/${slug}/${episodes.length}`);
      await shown;
      await expect(page.getByRole('button', { name: say('Tap for sound') })).toBeVisible();
      await at('silenced');
      await seekTo(page, -0.5);
      await expect(page.getByText(say('That was the last episode.'))).toBeVisible();
      await at('end');
      await page.goto('/watch/glass-harbour/1');
      await expect(page.getByRole('dialog', { name: say('This series is for adults.') })).toBeVisible();
      await at('age-gate');

      await page.goto('/search?q=qqqqzzzz');
      await expect(
        page.getByText(
          say('Nothing was found for “{query}”. Fewer or other words may find it.', { query: 'qqqqzzzz' }),
        ),
      ).toBeVisible();
      await at('nothing-found');
      await page.goto('/series/no-such-series');
      await expect(page.getByRole('alert')).toContainText(say('There is nothing at this address.'));
      await at('nothing-here');
      await page.route('**/api/v1/history', (route) => route.fulfill({ status: 500, body: '' }));
      await page.goto('/history');
      await expect(page.getByRole('alert')).toContainText(say('Something went wrong. Try again.'));
      await at('trouble');
      await askForLink(page, `look-${lang}-${Date.now()}@example.org`, say);
      await at('check-mail');
      await page.goto('/profile/privacy');
      await press('Delete my account');
      await expect(page.getByRole('button', { name: say('Keep my account') })).toBeVisible();
      await at('delete');
      await page.goto(`/series/${slug}`);
      await page
        .getByRole('button', { name: say('Ask for my language') })
        .or(page.getByRole('button', { name: say('Ask for another language') }))
        .click();
      await expect(page.getByRole('dialog', { name: say('Ask for a language') })).toBeVisible();
      await at('ask');
      await closeSheet(page);
      await press('My list');
      await expect(page.getByRole('button', { name: say('Undo') })).toBeVisible();
      await at('undo');

      await page.goto(`/watch/${slug}/1`);
      await pauseRunning(page);
      await context.setOffline(true);
      await expect(page.getByText(say('The network is gone. We go on as soon as it is back.')).first()).toBeVisible();
      await expect(page.getByRole('button', { name: say('Tap for sound') }), 'nothing lies under the bar').toHaveCount(
        0,
      );
      await at('offline');
    });
  });
}

test('with text twice as large nothing of the feed covers anything else', async ({ page }, info) => {
  for (const [wide, high] of [
    [320, 640],
    [360, 800],
  ] as const) {
    await page.setViewportSize({ width: wide, height: high });
    await open(page);
    await runs(page, 1);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    await pause(page);
    await page.screenshot({ path: info.outputPath(`large-${wide}.png`) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(wide);
    const boxes = await boxesOf(page, 'main header button, main nav button, main button[data-halted]');
    expect(boxes.length).toBeGreaterThan(6);
    for (const [index, one] of boxes.entries()) standsApart(one, boxes.slice(index + 1), { wide, high });
  }
});

for (const [wide, high] of [
  [320, 460],
  [320, 568],
  [360, 800],
  // Lying down.
  [568, 320],
] as const) {
  for (const lang of ['en', 'ar']) {
    test(`the arrows of the feed cover nothing at ${wide}×${high} (${lang})`, async ({ page }, info) => {
      await page.setViewportSize({ width: wide, height: high });
      const { slug } = await firstSeries(page);
      for (const path of [`/watch/${slug}/1`, '/for-you']) {
        await page.goto(`${path}?lang=${lang}`);
        await pauseRunning(page);
        await page.screenshot({ path: info.outputPath(`${path.split('/')[1]}.png`) });
        const arrows = await boxesOf(page, 'main nav div button');
        expect(arrows).toHaveLength(2);
        const others = await boxesOf(page, 'main header button, main nav > button, main button[data-halted]');
        for (const [index, one] of arrows.entries()) {
          standsApart(one, [...arrows.slice(index + 1), ...others], { wide, high });
        }
      }
    });
  }
}

type Box = { name: string | null; x: number; y: number; right: number; bottom: number };

/** Where the buttons are that can be seen: one is for those who have keys alone, until it has the focus. */
function boxesOf(page: Page, pressed: string): Promise<Box[]> {
  return page.locator(pressed).evaluateAll((all) =>
    all
      .filter((it) => getComputedStyle(it.parentElement ?? it).opacity !== '0')
      .map((it) => {
        const { x, y, right, bottom } = it.getBoundingClientRect();
        return { name: it.textContent || it.getAttribute('aria-label'), x, y, right, bottom };
      }),
  );
}

function standsApart(one: Box, others: Box[], { wide, high }: { wide: number; high: number }): void {
  expect(one.x >= 0 && one.y >= 0 && one.right <= wide && one.bottom <= high, `${one.name} is on screen`).toBe(true);
  expect(Math.min(one.right - one.x, one.bottom - one.y), `${one.name} is large enough`).toBeGreaterThanOrEqual(44);
  for (const other of others) {
    const apart = one.right <= other.x || other.right <= one.x || one.bottom <= other.y || other.bottom <= one.y;
    expect(apart, `${one.name} and ${other.name} stand apart`).toBe(true);
  }
}
