import type { SeriesCard } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { toggleSubtitles } from '../playback/choice.ts';
import type { Player } from '../playback/player.ts';
import { Pool } from '../playback/pool.ts';
import { shortcuts } from '../playback/shortcuts.ts';
import { chooseSound, muted } from '../playback/sound.ts';
import { bindMediaSession } from '../playback/system.ts';
import { inWords, viewerLanguages } from '../words/words.ts';

const SEEK_SECONDS = 5;

/** The player of a trailer, from the moment that the dialog is drawn until it goes. It begins at once. */
export function useTrailer(
  series: SeriesCard,
  dialog: RefObject<HTMLDialogElement | null>,
): ReadonlySignal<Player | undefined> {
  const player = useSignal<Player | undefined>(undefined);
  const { id, title, original_language } = series;
  useEffect(() => {
    const video = dialog.current?.querySelector('video');
    if (!dialog.current || !video) return;
    const life = new AbortController();
    dialog.current.showModal();
    // Not the video: there is nothing to do with it by keys.
    dialog.current.querySelector('button')?.focus();
    const pool = new Pool([video], [{ episodeId: id, from: () => 0 }], life.signal);
    pool.show(0, 0);
    const shown = pool.at(0);
    player.value = shown;
    if (shown) bind(shown, dialog.current, life.signal);
    return () => {
      player.value = undefined;
      life.abort();
    };
  }, [id, dialog, player]);
  useEffect(() => {
    const life = new AbortController();
    const toggle = (running: boolean) => {
      if (player.peek()?.running.peek() !== running) player.peek()?.toggle();
    };
    const nowhere = () => undefined;
    const remote = { play: () => toggle(true), pause: () => toggle(false), next: nowhere, previous: nowhere };
    const artist = inWords(title, original_language).text;
    bindMediaSession(() => ({ title: t`Trailer`, artist, artwork: undefined }), remote, life.signal);
    return () => life.abort();
  }, [title, original_language, player]);
  return player;
}

/** The keys of the feed, as far as there is something for them to do; a page in the background is silent. */
function bind(player: Player, dialog: HTMLDialogElement, life: AbortSignal): void {
  dialog.addEventListener('keydown', (event) => onKey(event, dialog, player), { signal: life });
  let resumeOnReturn = false;
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) {
        resumeOnReturn = player.running.peek();
        player.stop();
      } else if (resumeOnReturn) void player.start();
    },
    { signal: life },
  );
}

function onKey(event: KeyboardEvent, dialog: HTMLDialogElement, player: Player): void {
  const { target, key, repeat } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || repeat) return;
  // A sheet over the trailer has keys of its own.
  if (!(target instanceof Element) || target.closest('dialog') !== dialog) return;
  if (key.length === 1 && key !== ' ' && !shortcuts.peek()) return;
  // A focused button keeps its own key.
  if (key === ' ' && target.closest('button, a')) return;
  const act = keys[key];
  if (!act) return;
  event.preventDefault();
  act(player);
}

const keys: { [key: string]: (player: Player) => void } = {
  ' ': (player) => player.toggle(),
  k: (player) => player.toggle(),
  m: () => chooseSound(muted.peek()),
  c: (player) => toggleSubtitles(player.play.peek()?.subtitles ?? [], viewerLanguages()),
  // Time runs from left to right in every language.
  ArrowRight: (player) => player.seek(player.seconds.peek() + SEEK_SECONDS),
  ArrowLeft: (player) => player.seek(player.seconds.peek() - SEEK_SECONDS),
};
