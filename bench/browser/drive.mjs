// Drives a browser behind a slow line and prints what it saw, as JSON. What to do comes as JSON on standard input.
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inputOf } from './inputs.mjs';
import { openLine } from './line.mjs';
import { servePeers } from './peers.mjs';
import { probe } from './probe.mjs';
import { flicks, steadySwipes, traces } from './traces.mjs';
import { timesOf, wasteOfFiles, wasteOfSegments } from './waste.mjs';

const wanted = JSON.parse(await new Response(process.stdin).text());
const require = createRequire(new URL('../../apps/viewer/package.json', import.meta.url));
const { chromium } = require('playwright-core');

/** A swipe without a frame counts as this. */
const GIVEN_UP_MS = 15_000;
const say = (text) => process.stderr.write(`  ${text}\n`);
const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const service = `http://127.0.0.1:${wanted.service}`;

const episodes = await readEpisodes();
const peers = await servePeers({
  library: require.resolve('hls.js/dist/hls.min.js'),
  masters: episodes.map(({ master }) => master),
  mp4: wanted.mp4,
});
const starts = {
  ours: `/watch/${wanted.slug}/1`,
  hls: '/peer/hls.html',
  mp4: '/peer/mp4.html',
  bare: '/peer/bare.html',
};

async function readEpisodes() {
  const ask = async (path, init) => (await fetch(service + path, init)).text();
  const { episodes: cards } = JSON.parse(await ask(`/api/v1/series/${wanted.slug}`));
  const read = [];
  for (const { id } of cards) {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const play = JSON.parse(await ask(`/api/v1/episodes/${id}/play`, init));
    const video = new Set(play.video.map(({ track }) => track));
    read.push({ master: play.master, times: await timesOf(ask, play), video, seconds: play.duration_ms / 1000 });
  }
  return read;
}

/** A page in an empty profile behind a line, and what both saw, when the act is over. */
async function visit(browser, who, network, act, silent = false) {
  const serverOf = (path) => (path.startsWith('/peer/') ? peers.port : wanted.service);
  const line = await openLine({ ...network, serverOf });
  const phone = { viewport: { width: 360, height: 800 }, deviceScaleFactor: 1.5, hasTouch: true, isMobile: true };
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    await page.addInitScript(probe, who === 'ours');
    // As a viewer of the app leaves it; the peers are silent always.
    if (silent) await page.addInitScript(() => localStorage.setItem('cliffhanger.sound', 'off'));
    await page.goto(line.url + starts[who], { waitUntil: 'commit' });
    const result = await act(page, line);
    const seen = await page.evaluate(() => globalThis.bench);
    await context.close();
    // What was sent until the news came that nobody is there any more has travelled, too.
    await wait(network.rttMs / 1000);
    return { ...seen, result, sent: line.sent.map((entry) => ({ ...entry })) };
  } finally {
    await context.close();
    line.close();
  }
}

const firstFrame = (page) =>
  page.waitForFunction(() => globalThis.bench.first !== undefined, undefined, { timeout: 30_000, polling: 50 });

/** A browser keeps the sound of a page to itself that nobody has touched: the viewer turns it on, and the page knows. */
async function listen(page) {
  const isSilent = () => [...document.querySelectorAll('video')].some((video) => !video.paused && video.muted);
  // The first picture is there before the app, which has the key.
  await page.waitForSelector('[role=feed] article');
  if (await page.evaluate(isSilent)) await page.keyboard.press('m');
}

/** In turns, so that a machine that gets busier favours nobody. */
async function cold(browser, network, rounds) {
  const took = { ours: [], bare: [], hls: [] };
  for (let round = 0; round < rounds; round++) {
    for (const who of Object.keys(took)) took[who].push((await visit(browser, who, network, firstFrame)).first);
  }
  return { took };
}

/** The last input to the first new frame of where the feed rests; nothing, if that is not where it should be. */
async function swipeTook(page, input, { count, between, to }) {
  const before = await page.evaluate(() => globalThis.bench.swipes.length);
  return async () => {
    for (let number = 0; number < count; number++) {
      if (number > 0) await wait(between);
      await input();
    }
    // Whoever asks the page takes its processor: not just now.
    await wait(0.5);
    const limit = { timeout: GIVEN_UP_MS, polling: 50 };
    const arrived = (many) => globalThis.bench.swipe === undefined && globalThis.bench.swipes.length > many;
    await page.waitForFunction(arrived, before, limit).catch(() => undefined);
    const { swipe, swipes: all } = await page.evaluate(() => globalThis.bench);
    const last = swipe || all.length === before ? undefined : all.at(-1);
    return last?.index === to ? last : undefined;
  };
}

async function swipes(browser, { who, network, silent, by }, stays, count = 1, between = 0) {
  const seen = await visit(
    browser,
    who,
    network,
    async (page) => {
      const input = await inputOf(page, by);
      await firstFrame(page);
      if (who === 'ours' && !silent) await listen(page);
      const took = [];
      for (const [round, stay] of stays.entries()) {
        const swipe = await swipeTook(page, input, { count, between, to: (round + 1) * count });
        await wait(stay);
        took.push((await swipe()) ?? { ms: GIVEN_UP_MS, told: 0, prepared: false, aloud: false });
      }
      // Whether the last one was heard is known a little later.
      await wait(0.5);
      return took;
    },
    silent,
  );
  const heard = new Set(seen.swipes.filter(({ aloud }) => aloud).map(({ at }) => at));
  return { swipes: seen.result.map((it) => ({ ...it, aloud: heard.has(it.at) })), stalls: seen.stalls };
}

/** Stays until each episode is over, the next one begins by itself. */
async function untilEnded(page, index) {
  const { seconds } = episodes[index];
  const limit = { timeout: (seconds + 60) * 1000, polling: 250 };
  await page.waitForFunction((at) => globalThis.bench.ended >= at, index, limit);
}

async function walk(page, stays) {
  await firstFrame(page);
  for (const [index, stay] of stays.entries()) {
    if (stay === 'end') await untilEnded(page, index);
    else {
      await wait(stay);
      if (index + 1 < stays.length) await page.keyboard.press('ArrowDown');
    }
  }
}

async function waste(browser, who, network, visits) {
  let [bytes, seen, stalls] = [0, 0, 0];
  const lost = {};
  for (const { stays } of visits) {
    const saw = await visit(browser, who, network, (page) => walk(page, stays));
    const of =
      who === 'mp4'
        ? wasteOfFiles(
            saw.sent,
            wanted.mp4.map((path) => statSync(path).size),
            episodes,
            saw.shown,
          )
        : wasteOfSegments(saw.sent, episodes, saw.shown);
    bytes += of.bytes;
    seen += of.seen;
    for (const [why, size] of Object.entries(of.lost ?? {})) lost[why] = (lost[why] ?? 0) + size;
    stalls += saw.stalls.length;
  }
  return { bytes, seen, stalls, lost };
}

async function binge(browser, who, network, count) {
  const seen = await visit(browser, who, network, (page) =>
    walk(
      page,
      Array.from({ length: count }, () => 'end'),
    ),
  );
  return { stalls: seen.stalls, gaps: seen.gaps, episodes: Object.keys(seen.shown).length };
}

const acts = {
  cold: (browser, { network, rounds }) => cold(browser, network, rounds),
  swipe: (browser, act) => swipes(browser, act, steadySwipes),
  flick: (browser, act) =>
    swipes(
      browser,
      act,
      Array.from({ length: flicks.rounds }, () => flicks.before),
      flicks.count,
      flicks.between,
    ),
  waste: (browser, { who, network, trace }) => waste(browser, who, network, traces[trace]),
  binge: (browser, { who, network, count }) => binge(browser, who, network, count),
};

const browser = await chromium.launch({
  executablePath: wanted.chromium,
  args: ['--no-sandbox', '--disable-background-networking'],
});
try {
  const results = [];
  for (const act of wanted.acts) {
    say(`${act.name} of ${act.who} at ${act.network.kbps} kb/s`);
    results.push({ ...act, ...(await acts[act.name](browser, act)) });
    if (wanted.show) say(JSON.stringify(results.at(-1)));
  }
  process.stdout.write(JSON.stringify(results));
} finally {
  await browser.close();
  peers.close();
}
