import { type Line, mayTake } from './pace.ts';

/**
 * How long the viewer has stayed: whoever has watched for a minute will probably watch the next ten seconds, and who has
 * just swiped may do so again. What is fetched ahead is bought on that credit, so that little of it is thrown away.
 */
let stayed = 0;
let swiped = false;

/** Seconds watched since the last swipe away; an episode that was watched to its end counts on. */
export function attention(): number {
  return stayed;
}

export function noteWatched(seconds: number): void {
  stayed += seconds;
}

export function noteSwipedAway(): void {
  stayed = 0;
  swiped = true;
}

/** Many come by a link, look for a moment and go: the next episode is for him who has stayed, or swiped before. */
export function goesOn(): boolean {
  return swiped || stayed >= UNPROVEN;
}

/** Whoever has not stayed so long, in seconds, has no credit. */
const UNPROVEN = 10;
/** A share of what was watched after that. */
const CREDIT = 1 / 12;
const LONGEST = 30;
/** The longest segment, in seconds. */
const SEGMENT = 2;

/** How many seconds should lie ahead of the eye: at least what it may take to fetch the next segment. */
export function aheadSeconds(watched: number, line: Line, saver: boolean): number {
  const least = mayTake(SEGMENT, line);
  return saver ? least : Math.min(LONGEST, Math.max(least, (watched - UNPROVEN) * CREDIT));
}
