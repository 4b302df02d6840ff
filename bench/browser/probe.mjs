// Runs in the page, before anything of it: notes every frame that reaches the screen, every input, every stall.
/* global bench */

/** `ours`: the app says where it is in its address; a peer's page in `stage`, its videos in `data-at`. */
export function probe(ours) {
  const stage = () => (ours ? Number(location.pathname.split('/')[3]) - 1 : globalThis.stage);
  const at = (video) => (ours ? Number(video.style.getPropertyValue('--at') || -1) : Number(video.dataset.at));
  const b = { first: undefined, shown: {}, still: {}, swipe: undefined, swipes: [], stalls: [], ended: -1, gaps: [] };
  globalThis.bench = b;
  const watched = new WeakSet();

  function seen(video, media) {
    const now = performance.now();
    const index = at(video);
    const { swipe } = b;
    if (index === stage()) b.first ??= now;
    // The feed says where it is when it rests: what moves before that is on screen all the same.
    if (index !== stage() && video.paused) {
      b.still[index] = { media, since: b.still[index]?.since ?? now };
      return;
    }
    const moves = media !== b.still[index]?.media;
    if (swipe && index !== swipe.from && moves) swipe.moved[index] ??= now;
    if (moves && b.over?.next === index) {
      b.gaps.push(now - b.over.at);
      b.over = undefined;
    }
    b.shown[index] ??= {};
    b.shown[index][Math.floor(media * 10)] = true;
    const moved = swipe?.moved[index];
    if (moved !== undefined && index === stage()) {
      // What was made ready after the input was not prepared.
      const prepared = b.still[index]?.since <= swipe.at;
      const { at: begun, told } = swipe;
      const took = { at: begun, told, ms: moved - begun, index, prepared, aloud: false };
      b.swipes.push(took);
      // The sound may join the picture a little later.
      setTimeout(() => {
        took.aloud = !video.muted && video.volume === 1 && !video.paused;
      }, 300);
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
      b.over = { at: performance.now(), next: at(video) + 1 };
    });
  }

  // From the end of the input: the key goes down, the finger leaves, the wheel turns its first notch.
  const begins = {
    keydown: (event) => event.key.startsWith('Arrow'),
    pointerup: (event) => event.pointerType === 'touch',
    wheel: () => b.swipe === undefined,
  };
  for (const [type, begun] of Object.entries(begins)) {
    addEventListener(
      type,
      (event) => {
        // A browser tells a page of a wheel no sooner than it draws the next frame.
        const told = performance.now() - event.timeStamp;
        if (begun(event)) b.swipe = { at: event.timeStamp, told, from: stage(), moved: {} };
      },
      { capture: true, passive: true },
    );
  }
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) watch(video);
  }).observe(document, { subtree: true, childList: true });
}
