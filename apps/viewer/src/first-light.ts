/**
 * The first script of a page, and the smallest: where the service has put a feed into the page, the start of its first
 * episode is shown while the app itself is still on its way. The app takes over the screen that is lit. Nothing here waits
 * for a style sheet: what is seen is placed by hand.
 */
import type { Feed, Play } from '@cliffhanger/api-client/types';
import { isDear } from './connection.ts';
import { kept } from './kept.ts';
import { type Arriving, fetchPack } from './playback/arriving.ts';
import { followPack, SLOW } from './playback/follow-pack.ts';
import { type Opening, openPack } from './playback/opening.ts';
import { packAddress, partsOf } from './playback/pack.ts';
import { capOf } from './playback/rendition.ts';
import { makeScreen } from './playback/screen.ts';
import { wayToPlay } from './playback/way.ts';

export type FirstLight = {
  episodeId: string;
  play: Play;
  screen: HTMLVideoElement;
  arriving: Arriving;
  opening: Promise<Opening>;
  /** On a slow line: what comes after the pack, as soon as it is there. Bytes. */
  followed: Promise<number>;
  /** On the clock of `performance`: when it began, and when its first frame was on screen. */
  begunAt: number;
  seenAt: number | undefined;
  /** The browser lets nothing play aloud before the first tap. */
  silenced: boolean;
  life: AbortController;
  /** How many cards the viewer has already asked to go on; nobody but this script has listened so far. */
  steps: number;
  /** How the wheel was turned meanwhile: the app knows what of that is a step. */
  turns: WheelEvent[];
  listening: AbortController;
};

/** The pack has the line for itself so long, in milliseconds: what is still on its way then has to share it. */
const ALONE_MS = 1200;
/** The app keeps the processor busy when it begins: it gives the first frame so much of a start, in milliseconds. */
const START_MS = 400;
/** A finger that goes so far, in CSS pixels, swipes. */
const SWIPE_PX = 60;
/** Pictures are 9:16. A stage that is nearly as wide is filled, one at a desk is no wider (`feed.module.css`). */
const PICTURE = 9 / 16;
const FILLED_FROM = 828 / 1600;
const DESK_REM = 60;

/** Whether bytes are saved now: the app, which asks the same, is not there yet. */
const saving = kept('saver') === 'on' || (kept('saver') !== 'off' && isDear(navigator.connection ?? {}));

/** The answer that the service has put into the page, for the page's own address. */
export const feedOfPage: Feed | undefined = readFeed();

let light = lit(feedOfPage);
void bringApp(light);

/** The screen that is lit, for the first who asks: whoever does takes it into his own page. */
export function takeFirstLight(): FirstLight | undefined {
  const taken = light;
  light = undefined;
  taken?.listening.abort();
  return taken;
}

/** Nobody will take it. */
export function putOut({ life, screen }: FirstLight): void {
  life.abort();
  URL.revokeObjectURL(screen.src);
  screen.removeAttribute('src');
  screen.load();
  screen.remove();
}

/**
 * The app, or its words, did not come: there is nothing that could say so in words. What can be done is to load the page
 * anew, once, since a later version may have other files, and again when the network is back.
 */
export function noApp(): void {
  const last = takeFirstLight();
  if (last) putOut(last);
  addEventListener('online', () => location.reload(), { once: true });
  const [loaded] = performance.getEntriesByType('navigation');
  const again = loaded instanceof PerformanceNavigationTiming && loaded.type === 'reload';
  if (navigator.onLine && !again) location.reload();
}

/**
 * What the app needs, as the service names it: behind the first picture, and before the app is there to say so. Gives word
 * when the storefront's colours have come.
 */
async function askForRest(): Promise<void> {
  const dressed: Promise<unknown>[] = [];
  for (const link of document.head.querySelectorAll<HTMLLinkElement>('link[data-later]')) {
    const { later = '' } = link.dataset;
    if (later === 'stylesheet') {
      dressed.push(
        new Promise((come) => {
          link.onload = come;
          link.onerror = come;
        }),
      );
    }
    const known = later !== 'modulepreload' || link.relList.supports(later);
    if (!known) link.as = 'script';
    link.rel = known ? later : 'preload';
  }
  await Promise.all(dressed);
}

async function bringApp(first: FirstLight | undefined): Promise<void> {
  const seen = first && !document.hidden ? first : undefined;
  if (seen) {
    const opened = seen.opening.catch(() => undefined);
    // What follows the picture goes first.
    await atMost(
      ALONE_MS,
      opened.then(() => new Promise((go) => setTimeout(go))),
    );
  }
  const dressed = askForRest();
  if (seen) await atMost(START_MS, new Promise((go) => seen.screen.requestVideoFrameCallback?.(go)));
  try {
    await dressed;
    await import('./main.tsx');
  } catch {
    noApp();
  }
}

function atMost(ms: number, awaited: Promise<unknown>): Promise<unknown> {
  return Promise.race([awaited, new Promise((go) => setTimeout(go, ms))]);
}

function readFeed(): Feed | undefined {
  const text = document.getElementById('feed')?.textContent;
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Whatever goes wrong here: the app has its own way. */
function lit(feed: Feed | undefined): FirstLight | undefined {
  try {
    return feed && kindle(feed);
  } catch {
    return undefined;
  }
}

function kindle(feed: Feed): FirstLight | undefined {
  const card = feed.cards[feed.start];
  const link = document.head.querySelector('link[rel=preload][as=fetch]');
  const told = link?.getAttribute('href');
  const play = card?.play;
  if (!play || !told?.includes(`/${play.ticket}/`)) return undefined;
  const url = saving ? smallPack(play, told) : told;
  // What was begun is given up: the browser breaks it off.
  if (url !== told) link?.remove();
  if (wayToPlay(play) !== 'parts') return undefined;
  if (!beginsHere(feed, card.series.id) || !speaksAsChosen(play, url)) return undefined;
  const life = new AbortController();
  const arriving = fetchPack(url, life.signal);
  const screen = makeScreen();
  place(screen, feed.start);
  const opening = openPack(screen, play, arriving, life.signal);
  const first: FirstLight = {
    episodeId: card.episode.id,
    play,
    screen,
    arriving,
    opening,
    followed: opening.then((opened) => follow(opened, play, life.signal)).catch(() => 0),
    begunAt: performance.now(),
    seenAt: undefined,
    silenced: false,
    life,
    steps: 0,
    turns: [],
    listening: new AbortController(),
  };
  screen.requestVideoFrameCallback?.((now) => {
    first.seenAt = now;
  });
  listen(first);
  // What fails here, the app tries anew.
  first.opening.then(() => begin(first)).catch(() => undefined);
  return first;
}

/** The service names the pack that suits most; where bytes are saved it is the one of the small picture. */
function smallPack(play: Play, told: string): string {
  const small = play.video[capOf(play.video, { lines: Number.POSITIVE_INFINITY, saver: true })];
  return small ? packAddress(play, small.track, partsOf(told).audio) : told;
}

/** The next seconds, where the pack took so long that the app would come too late for them. */
function follow(opened: Opening, play: Play, signal: AbortSignal): Promise<number> | number {
  const { bytes, took } = opened.pack;
  const bandwidth = (bytes * 8000) / Math.max(1, took.end - took.first);
  const bounds = { bandwidth, lines: Number.POSITIVE_INFINITY, saver: saving, failed: new Set<string>() };
  return bandwidth < SLOW && !document.hidden ? followPack(opened, play, bounds, signal) : 0;
}

/** A pack is the beginning: whoever comes to a moment, or comes back, begins elsewhere. */
function beginsHere(feed: Feed, seriesId: string): boolean {
  const moment = new URLSearchParams(location.search).has('t');
  const here = kept(`place.${seriesId}`)?.includes('"delivered":false') ?? false;
  return feed.position_ms === 0 && !moment && !here;
}

/** The service knows the voice that was chosen by a cookie, which may have gone; this device knows it as well. */
function speaksAsChosen({ audio }: Play, url: string): boolean {
  const chosen = audio.find(({ language }) => language === kept('dub'));
  return chosen === undefined || chosen.track === partsOf(url).audio;
}

/** Whoever sees a picture swipes: the app does at its beginning what was asked of it before. */
function listen(first: FirstLight): void {
  const { signal } = first.listening;
  let from = 0;
  const on = (type: 'pointerdown' | 'pointerup', listener: (y: number) => void) =>
    addEventListener(type, ({ isPrimary, clientY }) => isPrimary && listener(clientY), { signal });
  on('pointerdown', (y) => {
    from = y;
  });
  on('pointerup', (y) => {
    if (Math.abs(from - y) >= SWIPE_PX) first.steps += Math.sign(from - y);
  });
  addEventListener(
    'keydown',
    ({ key }) => {
      first.steps += Number(key === 'ArrowDown') - Number(key === 'ArrowUp');
    },
    { signal },
  );
  addEventListener('wheel', (turn) => first.turns.push(turn), { signal });
}

/** Where the stage will have it; beside the body, which the app draws from nothing. */
function place(screen: HTMLVideoElement, at: number): void {
  const { innerWidth: width, innerHeight: height } = window;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const stage = Math.min(width, width >= DESK_REM * rem ? height * PICTURE : height);
  const high = stage / height >= FILLED_FROM ? height : stage / PICTURE;
  const wide = stage / height >= PICTURE ? height * PICTURE : stage;
  Object.assign(screen.style, {
    position: 'fixed',
    insetBlockStart: '0',
    insetInlineStart: `${(width - wide) / 2}px`,
    inlineSize: `${wide}px`,
    blockSize: `${high}px`,
    objectFit: 'cover',
    // A swipe is ours, not the browser's.
    touchAction: 'none',
  });
  screen.style.setProperty('--at', String(at));
  document.documentElement.append(screen);
}

/** With sound if it may. */
async function begin(first: FirstLight): Promise<void> {
  // The app is there already: it knows whether anybody wants it to play.
  if (light !== first || document.hidden) return;
  const { screen } = first;
  screen.muted = kept('sound') === 'off';
  try {
    await screen.play();
  } catch (cause) {
    if (!(cause instanceof DOMException) || cause.name !== 'NotAllowedError' || screen.muted) return;
    if (light !== first) return;
    first.silenced = true;
    screen.muted = true;
    await screen.play();
  }
}
