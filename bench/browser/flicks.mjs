// Flicks through the feed with a slowed processor and prints, as JSON, how long each took to rest, whether it was kept,
// and how long the frames were meanwhile. What to do comes as JSON on standard input: { service, path, flicks, slower, chromium }.
import { createRequire } from 'node:module';
import { finger } from './inputs.mjs';

const wanted = JSON.parse(await new Response(process.stdin).text());
const { service, path, flicks = 24, slower = 4 } = wanted;
const require = createRequire(new URL('../../apps/viewer/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** Runs in the page: every frame's length while a finger is down or the feed moves, and when it came to rest. */
function watch() {
  const seen = { frames: [], rests: [], at: -1 };
  globalThis.flicksSeen = seen;
  let leftAt;
  let moving = false;
  let before;
  let start = -1;
  addEventListener(
    'pointerdown',
    () => {
      moving = true;
      start = -1;
    },
    true,
  );
  addEventListener(
    'pointerup',
    (event) => {
      leftAt = event.timeStamp;
    },
    true,
  );
  const top = () => {
    let best;
    for (const card of document.querySelectorAll('[role=feed] article')) {
      const y = card.getBoundingClientRect().top;
      if (best === undefined || Math.abs(y) < Math.abs(best.y))
        best = { y, at: Number(card.getAttribute('aria-posinset')) };
    }
    return best;
  };
  const frame = (now) => {
    if (moving && before !== undefined) seen.frames.push(now - before);
    before = now;
    if (moving && leftAt !== undefined) {
      const card = top();
      if (card && Math.abs(card.y) < 0.5) {
        seen.rests.push({ took: now - leftAt, at: card.at });
        moving = false;
        leftAt = undefined;
      }
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

const browser = await chromium.launch({
  executablePath: wanted.chromium,
  args: ['--no-sandbox', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
});
try {
  const phone = { viewport: { width: 360, height: 800 }, deviceScaleFactor: 1.5, hasTouch: true, isMobile: true };
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(service + path);
  await page.waitForFunction(() => [...document.querySelectorAll('video')].some((it) => it.currentTime > 0.2));
  await wait(3000);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const cards = await page.evaluate(() =>
    Number(document.querySelector('[role=feed] article')?.getAttribute('aria-setsize')),
  );
  const last = cards > 0 ? cards : Number.POSITIVE_INFINITY;
  let at = 1;
  const expected = [];
  let up = true;
  for (let flick = 0; flick < flicks; flick++) {
    if (at >= last) up = false;
    if (at <= 1) up = true;
    await finger(cdp, ...(up ? [560, 330] : [330, 560]));
    at += up ? 1 : -1;
    expected.push(at);
    // A viewer looks a moment before he goes on; what follows is decoded and fetched meanwhile.
    await wait(900);
  }
  const { frames, rests } = await page.evaluate(() => globalThis.flicksSeen);
  const kept = rests.filter((rest, index) => rest.at === expected[index]).length;
  const slow = frames.filter((length) => length > 32).length;
  console.log(
    JSON.stringify({
      flicks,
      kept,
      rests: rests.map(({ took }) => took),
      frames: frames.length,
      slow,
      frameTimes: frames,
    }),
  );
} finally {
  await browser.close();
}
