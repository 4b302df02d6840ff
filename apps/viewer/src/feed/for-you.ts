import type { Feed, FeedCard } from '@cliffhanger/api-client/types';
import { onViewerChanged } from '../viewer-changed.ts';

/** After this long For You is asked for anew: there may be something new. */
const KEPT_MS = 30 * 60_000;

/** A feed as it was asked for at a time, by this device's clock. */
export type AskedFeed = Feed & { asked_at_ms: number };

/** For You as it was left, for whoever comes back to it. It lasts as long as the page. */
let left: { cards: readonly FeedCard[]; index: number; askedAtMs: number; at: number } | undefined;

export function leaveForYou(cards: readonly FeedCard[], index: number, askedAtMs: number): void {
  left = { cards, index, askedAtMs, at: performance.now() };
}

export function leftForYou(): AskedFeed | undefined {
  if (!left || performance.now() - left.at > KEPT_MS) return undefined;
  const { cards, index: start, askedAtMs: asked_at_ms } = left;
  return { kind: 'for_you', cards: [...cards], start, position_ms: cards[start]?.position_ms ?? 0, asked_at_ms };
}

/** The viewer went on inside a series: its card in For You goes with him. */
export function moveOn(card: FeedCard): void {
  if (!left) return;
  left.cards = left.cards.map((other) => (other.series.id === card.series.id ? { ...card, position_ms: 0 } : other));
}

/** The viewer is through with a series: For You goes on behind it, or is asked for anew where that was its last. */
export function passInForYou(seriesId: string): void {
  if (left?.cards[left.index]?.series.id !== seriesId) return;
  if (left.index + 1 < left.cards.length) left.index += 1;
  else left = undefined;
}

/** Another viewer, another For You. */
export function forgetForYou(): void {
  left = undefined;
}

onViewerChanged(forgetForYou);
