import { getPieces } from '@cliffhanger/api-client/ask';
import type { Play } from '@cliffhanger/api-client/types';
import { Answer } from './arriving.ts';
import { append, type Opening } from './opening.ts';
import type { Pack } from './pack.ts';
import { countBytes } from './saver.ts';

/** How many segments the pack is followed by before the library comes, where that would take too long. */
const FOLLOWING = 2;

/**
 * On a slow line the library is longer on its way than the pack lasts: the segments that follow are fetched first, by
 * hand, in the quality of the pack. The library finds them in it. What is encrypted is left to the library.
 */
export async function followPack({ pack, video, audio }: Opening, play: Play, signal: AbortSignal): Promise<void> {
  try {
    for (let number = 1; number <= FOLLOWING && lasts(play, number); number++) {
      const [picture, sound] = await Promise.all([
        fetchSegment(play, pack, pack.video.track, number, signal),
        fetchSegment(play, pack, pack.audio.track, number, signal),
      ]);
      await Promise.all([append(video, picture, signal), append(audio, sound, signal)]);
      pack.video.segments[number] = picture;
      pack.audio.segments[number] = sound;
    }
  } catch {
    // The library asks again, and knows what to do when it is refused.
  }
}

/** Segments begin at 0, 1, 2, 4 … s. */
function lasts(play: Play, number: number): boolean {
  return play.duration_ms > number * 1000 + 500;
}

async function fetchSegment(play: Play, { plan }: Pack, track: string, number: number, signal: AbortSignal) {
  const segment = new Answer();
  await getPieces(`/s/${play.ticket}/${track}/${plan}/${number}.m4s`, signal, (piece) => segment.add(piece));
  countBytes(segment.length);
  return segment.slice(0, segment.length);
}
