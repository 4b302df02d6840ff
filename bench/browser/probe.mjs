// Runs in the page, before anything of it: notes every frame that reaches the screen, every input, every stall.
/* global bench */

/** `ours`: the app says where it is in its address; a peer's page in `stage`, its videos in `data-at`. */
export function probe(ours) {
  const stage = () => (ours ? Number(location.pathname.split('/')[3]) - 1 : globalThis.stage);
  const at = (video) => (ours ? Number(video.style.getPropertyValue('--at') || -1) : Number(video.dataset.at));
  const b = { first: undefined, shown: {}, still: {}, swipe: undefined, swipes: [], stalls: [], ended: -1 };
  globalThis.bench = b;
  const watched = new WeakSet();

  function seen(video, media) {
    const now = performance.now();
    const index = at(video);
    const { swipe } = b;
    b.first ??= now;
    // The feed says where it is when it rests: what moves before that is on screen all the same.
    if (index !== stage() && video.paused) {
      b.still[index] = media;
      return;
    }
    if (swipe && index !== swipe.from && media !== b.still[index]) swipe.moved[index] ??= now;
    b.shown[index] ??= {};
    b.shown[index][Math.floor(media * 10)] = true;
    const moved = swipe?.moved[index];
    if (moved !== undefined && index === stage()) {
      b.swipes.push({ at: swipe.at, ms: moved - swipe.at, index, prepared: b.still[index] !== undefined });
      b.swipe = undefined;
    }
  }

  function watch(video) {
    if (watched.has(video)) return;
    watched.add(video);
    const frame = (_, { mediaTime }) => {
      seen(video, mediaTime);
      video.requestVideoFrameCallback(frame);
    };
    video.requestVideoFrameCallback(frame);
    let stall;
    const over = () => {
      if (stall) stall.ms = performance.now() - stall.at;
      stall = undefined;
    };
    video.addEventListener('waiting', () => {
      const index = at(video);
      // The start of an episode, and what is not on stage, is no stall.
      const playing = index === stage() && b.shown[index] && !video.seeking && !video.paused;
      if (!playing || stall || video.currentTime < 0.05) return;
      stall = { index, seconds: video.currentTime, at: performance.now(), ms: 0 };
      b.stalls.push(stall);
    });
    for (const type of ['playing', 'timeupdate', 'ended', 'emptied']) {
      video.addEventListener(type, () => (type !== 'timeupdate' || video.readyState > 2) && over());
    }
    video.addEventListener('ended', () => {
      b.ended = Math.max(b.ended, at(video));
    });
  }

  addEventListener(
    'keydown',
    (event) => {
      if (!event.key.startsWith('Arrow')) return;
      b.swipe = { at: event.timeStamp, from: stage(), moved: {} };
    },
    { capture: true },
  );
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) watch(video);
  }).observe(document, { subtree: true, childList: true });
}
