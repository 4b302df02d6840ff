import { Refusal } from '@cliffhanger/api-client/ask';
import { getFeed } from '@cliffhanger/api-client/client';
import type { Feed } from '@cliffhanger/api-client/types';
import { feedOfPage } from '../first-light.ts';
import { offline } from '../network.ts';
import type { FeedStart } from '../paths.ts';
import { type AskedFeed, leftForYou } from './for-you.ts';

/** What was asked for before its page was drawn, for the first who wants it. */
let early: { start: string; answer: Promise<AskedFeed> } | undefined;

/** The first episode is the longest way: its feed is asked for while the words of the app are still on theirs. */
export function askEarly(start: FeedStart): void {
  offer(start, feedOfPage ? Promise.resolve(asked(feedOfPage, performance.timeOrigin)) : askFeedOf(start));
}

/** Without a network an answer is one from before, nobody knows from when. */
const asked = (feed: Feed, at: number): AskedFeed => ({ ...feed, asked_at_ms: offline.peek() ? 0 : at });

/** Asks the service, whatever is known already. */
export async function askFeedOf(start: FeedStart, signal?: AbortSignal): Promise<AskedFeed> {
  const at = Date.now();
  return asked(await getFeed(start, signal), at);
}

/** Keeps the answer for the page that comes next. */
export function offer(start: FeedStart, answer: Promise<AskedFeed>): void {
  // Whoever takes it sees the failure, too.
  answer.catch(() => undefined);
  early = { start: JSON.stringify(start), answer };
}

export async function askFeed(start: FeedStart, signal: AbortSignal): Promise<AskedFeed> {
  const taken = early?.start === JSON.stringify(start) ? early.answer : undefined;
  early = undefined;
  // Whoever comes back to For You finds it at the card he left.
  const left = start.series === undefined ? leftForYou() : undefined;
  const feed = left ?? (await (taken ?? askFeedOf(start, signal)));
  if (feed.cards.length === 0) throw new Refusal('nothing-published');
  return feed;
}
