import { getFeed, Refusal } from '@cliffhanger/api-client/client';
import type { Feed } from '@cliffhanger/api-client/types';
import type { FeedStart } from '../paths.ts';

/** What was asked for before the page was drawn, for the first who wants it. */
let early: { start: string; answer: Promise<Feed> } | undefined;

/** The first episode is the longest way: its feed is asked for while the words of the app are still on theirs. */
export function askEarly(start: FeedStart): void {
  const answer = getFeed(start);
  // Whoever takes it sees the failure, too.
  answer.catch(() => undefined);
  early = { start: JSON.stringify(start), answer };
}

export async function askFeed(start: FeedStart, signal: AbortSignal): Promise<Feed> {
  const taken = early?.start === JSON.stringify(start) ? early.answer : undefined;
  early = undefined;
  const feed = await (taken ?? getFeed(start, signal));
  if (feed.cards.length === 0) throw new Refusal('nothing-published');
  return feed;
}
