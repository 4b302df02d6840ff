import type { EpisodeCard, FeedCard } from '@cliffhanger/api-client/types';

/** An episode of 8 s that nobody has seen. */
export const episodeOf = (series: string, number: number): EpisodeCard => ({
  id: `${series}-${number}`,
  number,
  title: {},
  synopsis: {},
  duration_ms: 8000,
  liked: false,
  watched: false,
  poster_renditions: [],
});

/** The card of such an episode in a feed. */
export const cardOf = (series: string, number: number, episodeCount = 9): FeedCard => ({
  series: { id: series, slug: series, title: {}, episode_count: episodeCount, original_language: 'en' },
  listed: false,
  age_gate: false,
  position_ms: 0,
  episode: episodeOf(series, number),
});
