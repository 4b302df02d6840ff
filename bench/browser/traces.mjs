// What viewers do, written down: seconds on each episode before the next swipe. `end` waits for the end of the episode,
// and the feed goes on by itself. After the last one the page is closed.

export const traces = {
  /** Six episodes to their ends, and out in the middle of the seventh. */
  binger: [{ stays: ['end', 'end', 'end', 'end', 'end', 'end', 9] }],
  /** Looks into fourteen episodes: some are left at the hook, some are half seen. */
  skipper: [{ stays: [3, 9, 2, 14, 6, 4, 20, 3, 11, 7, 2.5, 16, 5, 8] }],
  /** Opens a link and leaves: three visits. */
  leaver: [{ stays: [6] }, { stays: [13] }, { stays: [19] }],
};

/** Long enough on each for the next to be prepared. */
export const steadySwipes = Array.from({ length: 12 }, (_, index) => 2.5 + (index % 3) * 0.7);

/** Three flicks in a row land where nothing was prepared; seconds before, and between them. */
export const flicks = { rounds: 8, before: 2.5, between: 0.12, count: 3 };
