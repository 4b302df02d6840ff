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
/** How many seconds may lie ahead of the eye, beside what it takes to fetch the next segment in time. */
export function creditSeconds(watched: number, saver: boolean): number {
  return saver ? 0 : Math.min(LONGEST, Math.max(0, (watched - UNPROVEN) * CREDIT));
}
