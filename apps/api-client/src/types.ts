/** What the viewer interface says, by hand until it can be generated from the service's own description. */

/** Words by BCP-47 language. */
export type Words = { [language: string]: string };

export type SeriesCard = {
  id: string;
  slug: string;
  title: Words;
  synopsis: Words;
  original_language: string;
  rating: string | null;
  genres: string[];
  moods: string[];
  episode_count: number;
  languages: { audio: string[]; subtitles: string[] };
  poster?: string;
  hero?: string;
  cover?: string;
  placeholder?: string;
};

export type EpisodeCard = {
  id: string;
  number: number;
  title: Words;
  duration_ms: number;
  poster?: string;
  placeholder?: string;
};

export type FeedSeries = Pick<SeriesCard, 'id' | 'slug' | 'title' | 'episode_count' | 'original_language'>;

export type FeedCard = { series: FeedSeries; episode: EpisodeCard; play?: Play | null };

/** `position_ms`: how far into the first card this viewer was. */
export type Feed = { cards: FeedCard[]; start: number; position_ms: number };

export type VideoTrack = { track: string; width: number; height: number; bandwidth: number; codecs: string };

export type AudioTrack = { track: string; language: string; name: string; original: boolean; default: boolean };

export type SubtitleTrack = { track: string; language: string; name: string; url: string };

/** One picture with a small still every `interval_ms`, row by row. */
export type Storyboard = {
  url: string;
  columns: number;
  rows: number;
  tile_width: number;
  tile_height: number;
  interval_ms: number;
  count: number;
};

/** The permission to play one episode until `expires_at_ms`, and where everything is. */
export type Play = {
  view_id: string;
  ticket: string;
  expires_at_ms: number;
  master: string;
  start: string;
  duration_ms: number;
  video: VideoTrack[];
  audio: AudioTrack[];
  subtitles: SubtitleTrack[];
  storyboard?: Storyboard | null;
};

export type Place = { episode_id: string; position_ms: number };

export type SeriesPage = { series: SeriesCard; episodes: EpisodeCard[]; place?: Place | null };
