import { postPlay, serverNow } from '@cliffhanger/api-client/client';
import type { Play } from '@cliffhanger/api-client/types';

const RENEW_BEFORE_MS = 60_000;

/** Permissions to play, one an episode, and the requests for one that are under way. */
const held = new Map<string, Play>();
const asked = new Map<string, Promise<Play>>();

/** Takes in what came with the feed, so that nobody has to ask. */
export function noteGrant(episodeId: string, play: Play): void {
  held.set(episodeId, play);
}

export function heldGrant(episodeId: string): Play | undefined {
  return held.get(episodeId);
}

/** The permission for an episode: the one at hand while it lives, else a new one. */
export async function grantFor(episodeId: string): Promise<Play> {
  const play = held.get(episodeId);
  return play && renewInMs(play) > 0 ? play : renewGrant(episodeId);
}

/** Asks for a new permission; two askers share one request. */
export async function renewGrant(episodeId: string): Promise<Play> {
  const underway = asked.get(episodeId);
  if (underway) return underway;
  const request = postPlay(episodeId);
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
