import type { Play } from '@cliffhanger/api-client/types';
import type { Arriving } from './arriving.ts';
import type { Bytes, Pack } from './pack.ts';
import { pictureType, SOUND, sourceOf } from './way.ts';

/** A media source that holds the beginning of an episode, ready to be handed to the player library. */
export type Opening = { pack: Pack; mediaSource: MediaSource; video: SourceBuffer; audio: SourceBuffer };

/**
 * Shows a start pack in a `<video>`, with nothing else loaded: no library, no playlist. Its first frame is on screen as
 * soon as it has come, however much is still on its way.
 */
export async function openPack(
  element: HTMLVideoElement,
  play: Play,
  arriving: Arriving,
  signal: AbortSignal,
): Promise<Opening> {
  const Source = sourceOf(window);
  if (!Source) throw new DOMException('', 'NotSupportedError');
  const mediaSource = new Source();
  element.src = URL.createObjectURL(mediaSource);
  await happens(mediaSource, 'sourceopen', signal);
  mediaSource.duration = play.duration_ms / 1000;
  const codecs = play.video.find(({ track }) => track === arriving.video)?.codecs ?? '';
  const buffers = {
    video: mediaSource.addSourceBuffer(pictureType(codecs)),
    audio: mediaSource.addSourceBuffer(SOUND),
  };
  for await (const { of, bytes } of arriving.parts()) await append(buffers[of], bytes, signal);
  // A browser that does not know yet that there is sound cannot say whether it may be heard.
  if (element.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await happens(element, 'loadeddata', signal);
  return { pack: await arriving.whole, mediaSource, ...buffers };
}

/** Gives bytes to the browser, and waits until it has taken them. */
export async function append(buffer: SourceBuffer, bytes: Bytes, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw signal.reason;
  buffer.appendBuffer(bytes);
  await happens(buffer, 'updateend', signal);
}

function happens(target: EventTarget, type: string, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    target.addEventListener(type, () => done(), { once: true, signal });
    target.addEventListener('error', () => fail(new DOMException('', 'EncodingError')), { once: true, signal });
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  });
}
