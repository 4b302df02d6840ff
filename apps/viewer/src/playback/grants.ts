import { Refusal, serverNow, twice } from '@cliffhanger/api-client/ask';
import { postPlay, postPlayTrailer } from '@cliffhanger/api-client/client';
import type { FeedCard, Play } from '@cliffhanger/api-client/types';
import { onViewerChanged } from '../viewer-changed.ts';

const RENEW_BEFORE_MS = 60_000;

/** Permissions to play, one an episode or trailer, and the requests for one that are under way. */
const held = new Map<string, Play>();
/** More than are played, prepared or just left: the oldest of the rest are asked for anew. */
const HELD_MAX = 60;
/** When each came, on a clock that nobody sets. */
const came = new WeakMap<Play, number>();
/** So fresh, a permission is good whatever the clocks say: none is given for less. */
const FRESH_MS = 20_000;
const asked = new Map<string, Promise<Play>>();

/** A trailer goes by the id of its series: it is no episode, and has no id of its own. */
export function isTrailer(id: string): boolean {
  return id.startsWith('ser_');
}

/** Episodes of series that the viewer has to be of age for, and has not said so: asking would be in vain. */
const gated = new Set<string>();
/** He has said so since: what is known from before is no longer true. */
let ofAge = false;
onViewerChanged(() => {
  gated.clear();
  ofAge = false;
});

/** What counts here of a card of the feed. */
type Stop = Pick<FeedCard, 'play' | 'age_gate'> & { episode: Pick<FeedCard['episode'], 'id'> };

/** Takes in what came with the feed, so that nobody has to ask. */
export function noteCard({ episode, play, age_gate }: Stop): void {
  if (age_gate && !ofAge) gated.add(episode.id);
  else gated.delete(episode.id);
  if (play) noteGrant(episode.id, play);
}

/** He is of age now. */
export function openGates(): void {
  gated.clear();
  ofAge = true;
}

function noteGrant(episodeId: string, play: Play): void {
  if (held.get(episodeId) !== play) came.set(play, performance.now());
  held.delete(episodeId);
  held.set(episodeId, play);
  for (const oldest of held.keys()) {
    if (held.size <= HELD_MAX) break;
    held.delete(oldest);
  }
}

export function heldGrant(episodeId: string): Play | undefined {
  return held.get(episodeId);
}

/** The permission for an episode: the one at hand while it lives, else a new one. */
export async function grantFor(episodeId: string): Promise<Play> {
  const play = held.get(episodeId);
  // The device's clock may be wrong by hours, and a page that brought its permission along has not heard ours yet.
  const fresh = play && performance.now() - (came.get(play) ?? Number.NEGATIVE_INFINITY) < FRESH_MS;
  return play && (fresh || renewInMs(play) > 0) ? play : renewGrant(episodeId);
}

/** Asks for a new permission; two askers share one request. */
export async function renewGrant(episodeId: string): Promise<Play> {
  if (gated.has(episodeId)) throw new Refusal('age-gate');
  const underway = asked.get(episodeId);
  if (underway) return underway;
  const request = twice(() => (isTrailer(episodeId) ? postPlayTrailer(episodeId) : postPlay(episodeId)));
  asked.set(episodeId, request);
  try {
    const play = await request;
    noteGrant(episodeId, play);
    return play;
  } finally {
    asked.delete(episodeId);
  }
}

/** How long a permission may still be used before another should be asked for. A short one is used to its middle. */
export function renewInMs(play: Play): number {
  const left = play.expires_at_ms - serverNow();
  return left > 2 * RENEW_BEFORE_MS ? left - RENEW_BEFORE_MS : left / 2;
}

/** Playlists name the ticket they were read with; every request goes out with the newest one instead. */
export function withTicket(url: string, ticket: string): string {
  return url.replace(/(\/[msek]\/)[^/]+\//, (_, kind: string) => `${kind}${ticket}/`);
}
