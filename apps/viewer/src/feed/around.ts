import { Refusal } from '@cliffhanger/api-client/ask';
import { effect } from '@preact/signals';
import { listen, tell } from '../embed/host.ts';
import type { News, Order } from '../embed/protocol.ts';
import { turnSound } from '../playback/sound.ts';
import type { Around, Stage } from './stage.ts';

/** The refusal that a purchase would mend. */
const LOCKED = 'locked';

/** The page around the feed: what happens on stage is told, and what is asked for is done. */
export const around: Around = { follow, tellFailure };

function follow(stage: Stage): () => void {
  const life = new AbortController();
  listen((order) => obey(order, stage), life.signal);
  const ends = [
    effect(() => {
      if (stage.begun.value) tellReady(stage);
    }),
    whenChanged(
      () => stage.index.value,
      () => tellOf(stage, 'episode'),
    ),
    whenChanged(
      () => runs(stage),
      (running) => tell({ type: running ? 'play' : 'pause' }),
    ),
    whenChanged(
      () => Math.floor(stage.player.value?.seconds.value ?? 0),
      (seconds) => {
        const duration = stage.player.peek()?.duration ?? 0;
        if (stage.begun.peek()) tell({ type: 'progress', seconds: Math.min(seconds, duration), duration });
      },
    ),
    whenChanged(
      () => stage.player.value?.ended.value === true,
      (ended) => ended && tellOf(stage, 'ended'),
    ),
    effect(() => {
      const cause = stage.player.value?.failed.value;
      if (cause === undefined) return;
      if (cause instanceof Refusal && cause.problem === LOCKED) tellOf(stage, 'unlock-wanted');
      else tellFailure(cause);
    }),
  ];
  return () => {
    for (const end of ends) end();
    life.abort();
  };
}

function tellFailure(cause: unknown): void {
  tell({ type: 'error', problem: cause instanceof Refusal ? cause.problem : 'unreadable' });
}

function obey(order: Order, stage: Stage): void {
  switch (order.type) {
    case 'hello':
      if (stage.begun.peek()) tellReady(stage);
      break;
    case 'play':
      stage.play();
      break;
    case 'pause':
      stage.pause();
      break;
    case 'seek':
      stage.player.peek()?.seek(order.seconds);
      break;
    case 'mute':
      turnSound(!order.muted);
  }
}

function runs(stage: Stage): boolean {
  const player = stage.player.value;
  return player?.shown.value === true && !player.halted.value && !player.ended.value;
}

function tellReady(stage: Stage): void {
  const card = stage.cards.peek()[stage.index.peek()];
  if (!card) return;
  const { series, episode } = card;
  const duration = episode.duration_ms / 1000;
  tell({ type: 'ready', series: series.slug, episode: episode.number, episodes: series.episode_count, duration });
}

function tellOf(stage: Stage, type: 'episode' | 'ended' | 'unlock-wanted'): void {
  const card = stage.cards.peek()[stage.index.peek()];
  if (!card) return;
  const news: News = { type, series: card.series.slug, episode: card.episode.number };
  tell(news);
}

/** Calls when a value becomes another one, not for the one it begins with. */
function whenChanged<T>(read: () => T, changed: (value: T) => void): () => void {
  let before: T | undefined;
  let first = true;
  return effect(() => {
    const value = read();
    const told = !first && value !== before;
    before = value;
    first = false;
    if (told) queueMicrotask(() => changed(value));
  });
}
