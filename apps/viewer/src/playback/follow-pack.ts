import { getPieces } from '@cliffhanger/api-client/ask';
import type { Play } from '@cliffhanger/api-client/types';
import { Answer } from './arriving.ts';
import { append, type Opening } from './opening.ts';
import type { Bytes, Pack } from './pack.ts';
import { type Bounds, pickRendition } from './rendition.ts';

/** Under this many bits a second the library would come too late. */
export const SLOW = 3_000_000;
/** Whoever waits longer, in milliseconds, is better served by the library, which knows other ways. */
const PATIENCE_MS = 8000;
/** How many segments the pack is followed by before the library comes, where that would take too long. */
const FOLLOWING = 2;

/**
 * On a slow line the library is longer on its way than the pack lasts: the segments that follow are fetched first, by
 * hand, in the quality that the line bears. The library finds them in the pack. What is encrypted is left to the library.
 * Answers how many bytes that took.
 */
export async function followPack(
  { pack, video, audio }: Opening,
  play: Play,
  bounds: Bounds,
  signal: AbortSignal,
): Promise<number> {
  if (play.encrypted) return 0;
  let bytes = 0;
  const fetchOf = async (track: string, name: string): Promise<Bytes> => {
    const file = await fetchFile(`/s/${play.ticket}/${track}/${pack.plan}/${name}`, signal);
    bytes += file.length;
    return file;
  };
  try {
    const track = goOnIn(pack, play, bounds);
    const other = track !== pack.video.track;
    for (let number = 1; number <= FOLLOWING && lasts(play, number); number++) {
      const [head, seen, heard] = await Promise.all([
        other && number === 1 ? fetchOf(track, 'init.mp4') : undefined,
        fetchOf(track, `${number}.m4s`),
        fetchOf(pack.audio.track, `${number}.m4s`),
      ]);
      if (head) {
        await append(video, head, signal);
        pack.other = { track, head, segments: [] };
      }
      await Promise.all([append(video, seen, signal), append(audio, heard, signal)]);
      (pack.other ?? pack.video).segments[number] = seen;
      pack.audio.segments[number] = heard;
    }
  } catch {
    // The library asks again, and knows what to do when it is refused.
  }
  return bytes;
}

/** The picture to go on with: that of the pack, or a smaller one. Nobody knew the line when the pack was chosen. */
function goOnIn(pack: Pack, { video }: Play, bounds: Bounds): string {
  const begun = video.findIndex(({ track }) => track === pack.video.track);
  return pickRendition(video.slice(0, begun + 1), bounds)?.track ?? pack.video.track;
}

/** Segments begin at 0, 1, 2, 4 … s. */
function lasts(play: Play, number: number): boolean {
  return play.duration_ms > number * 1000 + 500;
}

async function fetchFile(url: string, signal: AbortSignal): Promise<Bytes> {
  const file = new Answer();
  const life = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  await getPieces(url, life, (piece) => file.add(piece));
  return file.slice(0, file.length);
}
