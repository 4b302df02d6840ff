// Two videos in turns: one plays, the other has the next file in it.
const videos = [...document.querySelectorAll('video')];
const load = (index) => {
  const video = videos[index % 2];
  video.dataset.at = index;
  video.preload = 'auto';
  video.src = `/peer/mp4/${index + 1}.mp4`;
};
const show = (index) => {
  const video = videos[index % 2];
  globalThis.stage = index;
  if (video.dataset.at !== String(index)) load(index);
  video.style.zIndex = 1;
  videos[(index + 1) % 2].style.zIndex = 0;
  videos[(index + 1) % 2].pause();
  video.play();
  load(index + 1);
};
addEventListener('keydown', ({ key }) => key === 'ArrowDown' && show(globalThis.stage + 1));
for (const video of videos) video.addEventListener('ended', () => show(globalThis.stage + 1));
show(0);
