// What viewers do, written down: seconds on each episode before the next swipe. `end` waits for the end of the episode,
// and the feed goes on by itself. After the last one the page is closed.

/** Whole seconds would all fall on the seams of segments, which nobody does: each gets a fraction, spread evenly. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const people = (stays, from = 0) =>
  stays.map((stay, index) => (stay === 'end' ? stay : stay + (((from + index + 1) * GOLDEN) % 1)));

export const traces = {
  /** Six episodes to their ends, and out in the middle of the seventh. */
  binger: [{ stays: people(['end', 'end', 'end', 'end', 'end', 'end', 9]) }],
  /** Looks into fourteen episodes: some are left at the hook, some are half seen. */
  skipper: [{ stays: people([3, 9, 2, 14, 6, 4, 20, 3, 11, 7, 2, 16, 5, 8]) }],
  /** Opens a link and leaves: three visits. */
  leaver: [6, 13, 19].map((stay, visit) => ({ stays: people([stay], visit) })),
};

/** Long enough on each for the next to be prepared. */
export const steadySwipes = Array.from({ length: 12 }, (_, index) => 2.5 + (index % 3) * 0.7);

/** Three flicks in a row land where nothing was prepared; seconds before, and between them. */
export const flicks = { rounds: 8, before: 2.5, between: 0.12, count: 3 };
