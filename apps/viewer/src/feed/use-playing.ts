import { t } from '@lingui/core/macro';
import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { paths } from '../paths.ts';
import { noteGrant } from '../playback/grants.ts';
import { placeHere, rememberPlace } from '../playback/place.ts';
import { Pool } from '../playback/pool.ts';
import { inWords } from '../words/words.ts';
import { bindInputs } from './inputs.ts';
import type { Stage } from './stage.ts';
import { TrackMotion } from './track-motion.ts';

/** Too near the end, and a viewer who comes back would only see the credits: he begins again. */
const ALMOST_OVER_MS = 2000;

/** Brings the stage to life: players, inputs, place, address; all of it ends with the page. */
export function usePlaying(
  stage: Stage,
  root: RefObject<HTMLElement | null>,
  track: RefObject<HTMLElement | null>,
  servicePositionMs: number,
): void {
  useEffect(() => {
    if (!root.current || !track.current) return;
    const life = new AbortController();
    for (const { episode, play } of stage.cards) if (play) noteGrant(episode.id, play);
    const pool = new Pool(
      [...track.current.querySelectorAll('video')],
      stage.cards.map(({ episode }) => ({ episodeId: episode.id })),
      life.signal,
    );
    stage.open(pool, new TrackMotion(track.current), startSeconds(stage, servicePositionMs));
    bindInputs(root.current, stage, life.signal);
    const ends = [
      effect(() => followAddress(stage)),
      effect(() => keepPlace(stage)),
      effect(() => goOnAtEnd(stage)),
      effect(() => {
        if (stage.player.value?.shown.value) stage.begun.value = true;
      }),
    ];
    bindLeaving(stage, life.signal);
    return () => {
      for (const end of ends) end();
      rememberNow(stage, true);
      stage.close();
      life.abort();
    };
  }, [stage, root, track, servicePositionMs]);
}

/** What this device remembers of the first card, where the service has not heard of it; else what the service does. */
function startSeconds(stage: Stage, servicePositionMs: number): number {
  const card = stage.cards[stage.index.peek()];
  if (!card) return 0;
  const here = placeHere(card.series.id);
  const ahead = here?.episode_id === card.episode.id && !here.delivered;
  const position = ahead ? here.position_ms : servicePositionMs;
  return position < card.episode.duration_ms - ALMOST_OVER_MS ? position / 1000 : 0;
}

function followAddress(stage: Stage): void {
  const card = stage.card;
  if (!card) return;
  const { series, episode } = card;
  history.replaceState(history.state, '', paths.watch(series.slug, episode.number));
  const { number } = episode;
  const title = inWords(series.title, series.original_language).text;
  document.title = t`Episode ${number} · ${title}`;
}

function keepPlace(stage: Stage): void {
  // Read here, so that each new second calls again.
  if (stage.player.value?.seconds.value !== undefined) rememberNow(stage, false);
}

function rememberNow(stage: Stage, leaving: boolean): void {
  const card = stage.cards[stage.index.peek()];
  const player = stage.player.peek();
  if (!card || !player?.shown.peek()) return;
  const position_ms = Math.round(player.seconds.peek() * 1000);
  rememberPlace(card.series.id, { episode_id: card.episode.id, position_ms }, leaving);
}

function goOnAtEnd(stage: Stage): void {
  if (stage.player.value?.ended.value) queueMicrotask(() => stage.goOn());
}

/** A page in the background is silent, and what was playing plays on when it comes back. */
function bindLeaving(stage: Stage, signal: AbortSignal): void {
  let resumeOnReturn = false;
  document.addEventListener(
    'visibilitychange',
    () => {
      const player = stage.player.peek();
      if (document.hidden) {
        rememberNow(stage, true);
        resumeOnReturn = player?.halted.peek() === false && !stage.over.peek();
        player?.stop();
      } else if (resumeOnReturn) void player?.start();
    },
    { signal },
  );
  window.addEventListener('pagehide', () => rememberNow(stage, true), { signal });
}
