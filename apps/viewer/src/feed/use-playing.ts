import type { FeedCard } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { type FirstLight, putOut, takeFirstLight } from '../first-light.ts';
import { paths } from '../paths.ts';
import { ALMOST_OVER_MS, unheardPlace } from '../place-here.ts';
import { autoNext } from '../playback/auto-next.ts';
import { chosenDub, pickAudio } from '../playback/choice.ts';
import { noteCard } from '../playback/grants.ts';
import { counted } from '../playback/packs.ts';
import { rememberPlace } from '../playback/place.ts';
import { POOL_SIZE, Pool } from '../playback/pool.ts';
import { makeScreen } from '../playback/screen.ts';
import { bindMediaSession } from '../playback/system.ts';
import { announce } from '../shell/announcer.tsx';
import { inWords } from '../words/words.ts';
import styles from './feed.module.css';
import { moveOn } from './for-you.ts';
import { bindInputs } from './inputs.ts';
import type { Stage } from './stage.ts';
import { TrackMotion } from './track-motion.ts';
import { WheelSteps } from './wheel.ts';

/** Where the first card begins: at the second that a link named, else where the service has this viewer. */
export type Beginning = { moment: number | undefined; positionMs: number };

/** Where the feed is, what of it moves, and what of that holds the screens, which are no business of the page's. */
type Places = Record<'root' | 'track' | 'screens', RefObject<HTMLElement | null>>;

/** Brings the stage to life: players, inputs, place, address; all of it ends with the page. */
export function usePlaying(stage: Stage, { root, track, screens }: Places, { moment, positionMs }: Beginning): void {
  useEffect(() => {
    if (!root.current || !track.current || !screens.current) return;
    const life = new AbortController();
    const first = stage.index.peek();
    stage.from = (index) => {
      const card = stage.cards.peek()[index];
      if (!card) return 0;
      const opens = index === first && !stage.begun.peek();
      // A second past the end names nothing: the episode begins.
      if (opens && moment !== undefined) return moment < card.episode.duration_ms / 1000 ? moment : 0;
      // A series is watched from episode to episode, each from its beginning; in For You each series goes on.
      if (!opens && stage.kind !== 'for_you') return 0;
      const left = stage.leftAt.get(index);
      if (left !== undefined) return left * 1000 < card.episode.duration_ms - ALMOST_OVER_MS ? left : 0;
      return startSeconds(card, opens ? positionMs : card.position_ms, stage.askedAtMs);
    };
    const stops = stage.cards
      .peek()
      .map(({ episode }, index) => ({ episodeId: episode.id, from: () => stage.from(index) }));
    for (const card of stage.cards.peek()) noteCard(card);
    const early = takeFirstLight();
    const lit = early && lightFor(stage, early);
    screens.current.replaceChildren(...layScreens(first, lit));
    const pool = new Pool(screens.current.querySelectorAll('video'), stops, life.signal, lit);
    stage.open(pool, new TrackMotion(track.current));
    const wheel = new WheelSteps();
    bindInputs(root.current, stage, wheel, life.signal);
    bindMediaSession(() => shownOf(stage), remoteOf(stage), life.signal);
    const ends = [
      effect(() => {
        for (const card of stage.cards.value.slice(stops.length)) {
          const index = stops.length;
          stops.push({ episodeId: card.episode.id, from: () => stage.from(index) });
          noteCard(card);
        }
      }),
      effect(() => followAddress(stage)),
      effect(() => keepPlace(stage)),
      effect(() => goOnAtEnd(stage)),
      effect(() => {
        if (stage.player.value?.shown.value) stage.begun.value = true;
        const { settled, failed } = stage.player.value ?? {};
        if (settled?.value || failed?.value) stage.settled.value = true;
      }),
    ];
    bindLeaving(stage, life.signal);
    const asked = early?.turns.reduce((steps, turn) => steps + wheel.hear(turn), early.steps);
    if (asked) stage.step(asked);
    return () => {
      for (const end of ends) end();
      rememberNow(stage, true);
      // Said again to whoever comes back to the same.
      announce('');
      stage.close();
      life.abort();
    };
  }, [stage, root, track, screens, moment, positionMs]);
}

/** What the page shows already, where that is what the first card begins with. */
function lightFor(stage: Stage, lit: FirstLight): FirstLight | undefined {
  counted(lit.arriving);
  const dub = pickAudio(lit.play.audio, chosenDub.peek());
  const fits = stage.card?.episode.id === lit.episodeId && stage.from(stage.index.peek()) === 0;
  if (fits && dub?.track === lit.arriving.audio) return lit;
  putOut(lit);
  return undefined;
}

/** A screen for each player; the one that is lit for the player of the first card. */
function layScreens(first: number, lit: FirstLight | undefined): HTMLVideoElement[] {
  return Array.from({ length: POOL_SIZE }, (_, slot) => {
    const screen = lit && slot === first % POOL_SIZE ? lit.screen : makeScreen();
    // Its player says where it stands.
    screen.removeAttribute('style');
    screen.className = styles.video ?? '';
    return screen;
  });
}

/** What this device remembers of a card, where the answer could not know of it; else what that says. */
function startSeconds(card: FeedCard, answeredMs: number, askedAtMs: number): number {
  const here = unheardPlace(card.series.id, askedAtMs);
  const position = here?.episode_id === card.episode.id ? here.position_ms : answeredMs;
  return position < card.episode.duration_ms - ALMOST_OVER_MS ? position / 1000 : 0;
}

/** What the lock screen says of the card on stage. */
function shownOf({ card, settled }: Stage) {
  if (!card) return undefined;
  const { series, episode } = card;
  const { number } = episode;
  const title = t`Episode ${number}`;
  // The one that lies under the video, or could; on a slow line it would hold up the picture.
  const poster = episode.poster_renditions.at(-1)?.url ?? episode.poster ?? undefined;
  const artwork = settled.value ? poster : undefined;
  return { title, artist: inWords(series.title, series.original_language).text, artwork };
}

function remoteOf(stage: Stage) {
  const toggle = (running: boolean) => {
    if (stage.player.peek()?.running.peek() !== running) stage.toggle();
  };
  return {
    play: () => toggle(true),
    pause: () => toggle(false),
    next: () => stage.step(1),
    previous: () => stage.step(-1),
  };
}

/**
 * In a series the address is that of the episode; in For You it stays. Second and campaign of a link are used up. Whoever
 * listens hears what came on stage.
 */
function followAddress(stage: Stage): void {
  const { card, kind } = stage;
  if (!card) return;
  const { series, episode } = card;
  const { number } = episode;
  const address = { for_you: () => location.pathname, series: paths.watch, embed: paths.embed }[kind];
  history.replaceState(history.state, '', address(series.slug, number));
  const title = inWords(series.title, series.original_language).text;
  const words = t`Episode ${number} · ${title}`;
  document.title = words;
  announce(words);
  if (kind === 'series') moveOn(card);
}

function keepPlace(stage: Stage): void {
  // Read here, so that each new second calls again. Where nothing follows, what the service offers next hangs on the place.
  if (stage.player.value?.seconds.value !== undefined) rememberNow(stage, stage.over.value);
}

function rememberNow(stage: Stage, leaving: boolean): void {
  const card = stage.cards.peek()[stage.index.peek()];
  const player = stage.player.peek();
  if (!card || !player?.shown.peek()) return;
  const position_ms = Math.round(player.seconds.peek() * 1000);
  rememberPlace(card.series.id, { episode_id: card.episode.id, position_ms }, leaving);
}

function goOnAtEnd(stage: Stage): void {
  if (autoNext.value && stage.player.value?.ended.value) queueMicrotask(() => stage.goOn());
}

/** A page in the background is silent, and what was playing plays on when it comes back, unless it was paused since. */
function bindLeaving(stage: Stage, signal: AbortSignal): void {
  const look = () => {
    const player = stage.player.peek();
    if (document.hidden) {
      rememberNow(stage, true);
      player?.stop();
    } else if (player?.halted.peek() === false && !stage.over.peek()) void player.start();
  };
  document.addEventListener('visibilitychange', look, { signal });
  // It may have gone there while the app was on its way.
  if (document.hidden) look();
  window.addEventListener('pagehide', () => rememberNow(stage, true), { signal });
}
