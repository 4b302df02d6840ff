/* global Hls, masters */
// One video, one library, everything as it comes: what most pages do.
const video = document.querySelector('video');
let hls;
const show = (index) => {
  globalThis.stage = index;
  hls?.destroy();
  video.dataset.at = index;
  hls = new Hls();
  hls.loadSource(masters[index]);
  hls.attachMedia(video);
  hls.once(Hls.Events.MANIFEST_PARSED, () => video.play());
};
addEventListener('keydown', ({ key }) => key === 'ArrowDown' && show(globalThis.stage + 1));
video.addEventListener('ended', () => show(globalThis.stage + 1));
show(0);
