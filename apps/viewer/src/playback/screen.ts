/** A `<video>` as the feed has them: silent to readers of the screen, who have the controls. */
export function makeScreen(): HTMLVideoElement {
  const screen = document.createElement('video');
  screen.playsInline = true;
  screen.disableRemotePlayback = true;
  screen.tabIndex = -1;
  screen.ariaHidden = 'true';
  return screen;
}
