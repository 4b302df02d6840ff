import type { Page } from '@playwright/test';
import { expect, firstSeries, open, pause, runs, test } from './house.ts';

/** More stops than any page has. */
const STOPS_MAX = 250;

type Stop = { name: string; wrong: string | undefined };

/** What the focus has come to, and why whoever looks for it would not see it. Runs in the page. */
function look(): Stop | undefined {
  const stop = document.activeElement;
  if (!stop || stop === document.body || stop.hasAttribute('data-was-here')) return undefined;
  stop.setAttribute('data-was-here', '');
  // A native input lies unseen over what is drawn in its place.
  const drawn = getComputedStyle(stop).opacity === '0' ? (stop.parentElement ?? stop) : stop;
  const name = stop.getAttribute('aria-label') ?? (stop.textContent || drawn.textContent).trim();
  return { name, wrong: wrong() };

  function wrong(): string | undefined {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(drawn);
    const clear = /(, 0|\/ 0)\)$/.test(outlineColor);
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2 || clear) return 'has no ring';
    if (!drawn.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return 'is not drawn';
    const ring = middles(Number.parseFloat(outlineOffset) + Number.parseFloat(outlineWidth) - 1);
    const sides = middles(-1).filter((inside, side) => isOpen(inside) && !isCut(ring[side] ?? inside));
    // One side may lie beyond the edge of the screen: browsers push no row for a poster that is seen in part.
    return sides.length < 3 ? `is seen at ${sides.length} sides` : undefined;
  }

  /** The middle of each side, moved away from the element by so many pixels. */
  function middles(away: number): [x: number, y: number][] {
    const { top, bottom, left, right } = drawn.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return [
      [x, top - away],
      [x, bottom + away],
      [left - away, y],
      [right + away, y],
    ];
  }

  function isOpen([x, y]: [number, number]): boolean {
    return drawn.contains(document.elementFromPoint(x, y));
  }

  function isCut([x, y]: [number, number]): boolean {
    for (let around = drawn.parentElement; around; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      const { top, bottom, left, right } = around.getBoundingClientRect();
      if (overflowX !== 'visible' && (x < left || x > right)) return true;
      if (overflowY !== 'visible' && (y < top || y > bottom)) return true;
    }
    return x < 0 || y < 0 || x > innerWidth || y > innerHeight;
  }
}

/** Once round by the Tab key: every stop is seen. Answers their names. */
async function goRound(page: Page): Promise<string[]> {
  const stops: Stop[] = [];
  while (stops.length < STOPS_MAX) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(look);
    if (!stop) break;
    stops.push(stop);
  }
  expect(stops.filter(({ wrong }) => wrong !== undefined)).toEqual([]);
  return stops.map(({ name }) => name);
}

test.describe('whoever has keys alone sees where he is', () => {
  test('in the feed', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    await pause(page);
    const names = await goRound(page);
    for (const name of ['Back to the series', 'Like', 'My list', 'Episodes', 'Language', 'Share', 'Position', 'Keys'])
      expect(names).toContain(name);
  });

  test('on Home', async ({ page }) => {
    await page.goto('/home');
    await expect(page.getByRole('region', { name: 'New' })).toBeVisible();
    const names = await goRound(page);
    expect(names.length).toBeGreaterThan(20);
    for (const name of ['Search', 'Watch', 'For You', 'Profile']) expect(names).toContain(name);
  });

  test('in a sheet', async ({ page }) => {
    await open(page);
    await runs(page, 1);
    await pause(page);
    await page.getByRole('button', { name: 'Language' }).press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Language' });
    await sheet.evaluate((it) => Promise.all(it.getAnimations().map(({ finished }) => finished)));
    const names = await goRound(page);
    expect(names.some((name) => name.startsWith('English'))).toBe(true);
    expect(names.length).toBeGreaterThan(15);
  });

  test('on the page of a series', async ({ page }) => {
    const { slug } = await firstSeries(page);
    await page.goto(`/series/${slug}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    const names = await goRound(page);
    for (const name of ['Watch episode 1', 'My list', 'Share']) expect(names).toContain(name);
  });
});
