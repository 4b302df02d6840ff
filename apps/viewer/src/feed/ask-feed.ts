import { Refusal } from '@cliffhanger/api-client/ask';
import { getFeed } from '@cliffhanger/api-client/client';
import { feedOfPage } from '../first-light.ts';
import type { FeedStart } from '../paths.ts';
import { askedAt } from '../place-here.ts';
import { type AskedFeed, leftForYou } from './for-you.ts';

/** What was asked for before its page was drawn, for the first who wants it. */
let early: { start: string; answer: Promise<AskedFeed> } | undefined;

/** The first episode is the longest way: its feed is asked for while the words of the app are still on theirs. */
export function askEarly(start: FeedStart): void {
  offer(
    start,
    feedOfPage ? Promise.resolve({ ...feedOfPage, asked_at_ms: askedAt(performance.timeOrigin) }) : askFeedOf(start),
  );
}

/** Asks the service, whatever is known already. */
export async function askFeedOf(start: FeedStart, signal?: AbortSignal): Promise<AskedFeed> {
  const asked_at_ms = askedAt(Date.now());
  return { ...(await getFeed(start, signal)), asked_at_ms };
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
