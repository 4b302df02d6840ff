import { Refusal } from '@cliffhanger/api-client/ask';
import { getFeed } from '@cliffhanger/api-client/client';
import type { Feed } from '@cliffhanger/api-client/types';
import { feedOfPage } from '../first-light.ts';
import type { FeedStart } from '../paths.ts';
import { leftForYou } from './for-you.ts';

/** What was asked for before its page was drawn, for the first who wants it. */
let early: { start: string; answer: Promise<Feed> } | undefined;

/** The first episode is the longest way: its feed is asked for while the words of the app are still on theirs. */
export function askEarly(start: FeedStart): void {
  offer(start, feedOfPage ? Promise.resolve(feedOfPage) : getFeed(start));
}

/** Keeps the answer for the page that comes next. */
export function offer(start: FeedStart, answer: Promise<Feed>): void {
  // Whoever takes it sees the failure, too.
  answer.catch(() => undefined);
  early = { start: JSON.stringify(start), answer };
}

export async function askFeed(start: FeedStart, signal: AbortSignal): Promise<Feed> {
  const taken = early?.start === JSON.stringify(start) ? early.answer : undefined;
  early = undefined;
  // Whoever comes back to For You finds it at the card he left.
  const left = start.series === undefined ? leftForYou() : undefined;
  const feed = left ?? (await (taken ?? getFeed(start, signal)));
  if (feed.cards.length === 0) throw new Refusal('nothing-published');
  return feed;
}
