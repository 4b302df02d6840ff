import type { Play } from '@cliffhanger/api-client/types';
import { type Arriving, fetchPack } from './arriving.ts';
import { bandwidth, noteTransfer } from './bandwidth.ts';
import { chosenDub, pickAudio } from './choice.ts';
import { failedRenditions } from './failed.ts';
import { type Pack, packAddress } from './pack.ts';
import { pickRendition } from './rendition.ts';
import { countBytes, saver } from './saver.ts';

/** Start packs on their way, or there, for episodes that no player holds yet. */
const ahead = new Map<string, { url: string; pack: Arriving; life: AbortController }>();
const KEPT = 3;

/** The lines of the picture that the screen shows, so long as no player says better. */
const screenLines = () => screen.height * devicePixelRatio;

/** The address of the start pack for this network, this screen and the chosen dub; nothing without a picture or sound. */
function packFor(play: Play, { lines = screenLines(), sparing = false } = {}): string | undefined {
  const dub = pickAudio(play.audio, chosenDub.peek());
  const bounds = { bandwidth: bandwidth(), lines, saver: saver.peek(), failed: failedRenditions() };
  const best = pickRendition(play.video, bounds);
  const below = best ? play.video.slice(0, play.video.indexOf(best)) : [];
  const smaller = below.findLast(({ track }) => !bounds.failed.has(track));
  const video = sparing ? (smaller ?? best) : best;
  return dub && video ? packAddress(play, video.track, dub.track) : undefined;
}

/** Fetches the start of an episode that may come. */
export function packAhead(episodeId: string, play: Play): void {
  if (ahead.has(episodeId)) return;
  const url = packFor(play);
  if (url) fetchAhead(episodeId, url);
}

function fetchAhead(episodeId: string, url: string): void {
  const life = new AbortController();
  const pack = counted(fetchPack(url, life.signal));
  const found = { url, pack, life };
  ahead.set(episodeId, found);
  // What failed before anybody took it is asked for anew.
  pack.whole.catch(() => ahead.get(episodeId) === found && ahead.delete(episodeId));
  for (const [oldest, { life: old }] of ahead) {
    if (ahead.size <= KEPT) break;
    old.abort();
    ahead.delete(oldest);
  }
}

/** What a pack cost, and what it says of the line, is known when it is whole. */
export function counted(arriving: Arriving): Arriving {
  const note = ({ bytes, took }: Pack) => {
    countBytes(bytes);
    noteTransfer(bytes, took.end - took.first);
  };
  // Whoever reads it sees its failure.
  arriving.whole.then(note, () => undefined);
  return arriving;
}

/** `sparing`: one size smaller than the screen and the line would bear, for what may never be seen. */
type Wish = { lines: number; sparing: boolean };

/** The start pack of an episode: the one that is there or on its way, if it has the right sound, else a new one. */
export function takePack(episodeId: string, play: Play, wish: Wish, load: AbortSignal): Arriving {
  const found = ahead.get(episodeId);
  ahead.delete(episodeId);
  const dub = pickAudio(play.audio, chosenDub.peek());
  if (found && dub && found.pack.audio === dub.track) {
    load.addEventListener('abort', () => found.life.abort(), { once: true });
    return found.pack;
  }
  found?.life.abort();
  const url = packFor(play, wish);
  if (!url) throw new Error('an episode without picture or sound');
  return counted(fetchPack(url, load));
}
