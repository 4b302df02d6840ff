import type { Play } from '@cliffhanger/api-client/types';
import type { Pack } from './pack.ts';

/** The service makes all its sound in this form. */
const SOUND = 'audio/mp4;codecs="mp4a.40.2"';

/** A media source that holds the first second, ready to be handed to the player library. */
export type Opening = { pack: Pack; mediaSource: MediaSource; video: SourceBuffer; audio: SourceBuffer };

/** Whether this browser can begin with a start pack, and with this one. */
export function canOpen(play: Play): boolean {
  return (
    'MediaSource' in globalThis && MediaSource.isTypeSupported(pictureType(play)) && MediaSource.isTypeSupported(SOUND)
  );
}

/** Shows a start pack in a `<video>`, with nothing else loaded: no library, no playlist. */
export async function openPack(
  element: HTMLVideoElement,
  play: Play,
  pack: Pack,
  signal: AbortSignal,
): Promise<Opening> {
  const mediaSource = new MediaSource();
  element.src = URL.createObjectURL(mediaSource);
  await happens(mediaSource, 'sourceopen', signal);
  mediaSource.duration = play.duration_ms / 1000;
  const video = mediaSource.addSourceBuffer(pictureType(play));
  const audio = mediaSource.addSourceBuffer(SOUND);
  await Promise.all([append(video, pack.video, signal), append(audio, pack.audio, signal)]);
  // A browser that does not know yet that there is sound cannot say whether it may be heard.
  if (element.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await happens(element, 'loadeddata', signal);
  return { pack, mediaSource, video, audio };
}

function pictureType({ video, start }: Play): string {
  const codecs = video.find(({ track }) => start.includes(`/${track}/`))?.codecs ?? '';
  return `video/mp4;codecs="${codecs}"`;
}

async function append(buffer: SourceBuffer, { head, first }: Pack['video'], signal: AbortSignal): Promise<void> {
  for (const bytes of [head, first]) {
    buffer.appendBuffer(bytes);
    await happens(buffer, 'updateend', signal);
  }
}

function happens(target: EventTarget, type: string, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    target.addEventListener(type, () => done(), { once: true, signal });
    target.addEventListener('error', () => fail(new DOMException('', 'EncodingError')), { once: true, signal });
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  });
}
