import { getText } from '@cliffhanger/api-client/client';
import type { SubtitleTrack } from '@cliffhanger/api-client/types';
import { fitCues } from './cues.ts';
import { type Cue, parseVtt } from './vtt.ts';

const KEPT = 8;
const AGAIN_MS = 1500;
/** By track: the ticket in the address changes, the words do not. */
const read = new Map<string, Cue[]>();

/**
 * The cues of a track, made to fit. What was lost is asked for `again`. Without them the episode plays on: a failure is an
 * empty list.
 */
export async function loadCues(
  episodeId: string,
  track: SubtitleTrack,
  signal: AbortSignal,
  again = 1,
): Promise<Cue[]> {
  const key = `${episodeId} ${track.track}`;
  const known = read.get(key);
  if (known) return known;
  try {
    const cues = fitCues(parseVtt(await getText(track.url, signal)), track.language);
    read.set(key, cues);
    for (const oldest of read.keys()) {
      if (read.size <= KEPT) break;
      read.delete(oldest);
    }
    return cues;
  } catch {
    if (again === 0 || signal.aborted) return [];
    await new Promise((go) => setTimeout(go, AGAIN_MS));
    return loadCues(episodeId, track, signal, again - 1);
  }
}
