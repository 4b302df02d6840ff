import { effect, type ReadonlySignal } from '@preact/signals';

/** What the lock screen, a headset and the keyboard's media keys may ask of the feed. */
export type Remote = { play: () => void; pause: () => void; next: () => void; previous: () => void };
export type Shown = { title: string; artist: string; artwork: string | undefined };

/** Puts the episode on stage where the system shows what plays, and takes its keys. Without such a place nothing happens. */
export function bindMediaSession(shown: () => Shown | undefined, remote: Remote, life: AbortSignal): void {
  const { mediaSession } = navigator;
  if (!mediaSession) return;
  const keys = { play: remote.play, pause: remote.pause, nexttrack: remote.next, previoustrack: remote.previous };
  const set = (act: boolean) => {
    for (const key of ['play', 'pause', 'nexttrack', 'previoustrack'] as const) {
      mediaSession.setActionHandler(key, act ? keys[key] : null);
    }
  };
  set(true);
  const end = effect(() => {
    const now = shown();
    const artwork = now?.artwork ? [{ src: now.artwork }] : [];
    mediaSession.metadata = now ? new MediaMetadata({ title: now.title, artist: now.artist, artwork }) : null;
  });
  life.addEventListener('abort', () => {
    end();
    set(false);
    mediaSession.metadata = null;
  });
}

/** Keeps the screen awake while something runs. Where that is refused (a low battery), it goes dark as always. */
export function keepAwake(running: ReadonlySignal<boolean>, life: AbortSignal): void {
  // In somebody else's frame it is theirs to say, and a browser counts asking as a violation.
  if (window.parent !== window) return;
  let lock: Promise<WakeLockSentinel | undefined> | undefined;
  const release = () => {
    void lock?.then((held) => held?.release());
    lock = undefined;
  };
  const end = effect(() => {
    release();
    if (running.value && !document.hidden) lock = navigator.wakeLock?.request('screen').catch(() => undefined);
  });
  life.addEventListener('abort', () => {
    end();
    release();
  });
}
