import type { Output } from './operations.ts';
import type { components } from './schema.d.ts';

/** The app's own names for what the service describes. */
type Described = components['schemas'];

/** Words by BCP-47 language. */
export type Words = Described['BTreeMap'];
export type SeriesCard = Described['SeriesCard'];
/** A picture in one width. */
export type Rendition = Described['RenditionBody'];
export type EpisodeCard = Described['EpisodeCard'];
export type SeriesPage = Described['SeriesBody'];
export type Trailer = Described['TrailerBody'];
export type FeedSeries = Described['FeedSeries'];
export type FeedCard = Described['FeedCard'];
/** `for_you`: a card a series; `series`: a card an episode. */
export type Feed = Described['FeedBody'];
export type Place = Described['PlaceRequest'];
/** The permission to play one episode until `expires_at_ms`, and where everything is. */
export type Play = Described['PlayBody'];
export type VideoTrack = Described['VideoBody'];
export type AudioTrack = Described['AudioBody'];
export type SubtitleTrack = Described['SubtitlesBody'];
/** The whole of what a player knows of a view. */
export type ViewState = Described['ViewRequest'];
/** One picture with a small still every `interval_ms`, row by row. */
export type Storyboard = Described['StoryboardBody'];
export type Arrival = Described['ArrivalRequest'];

export type Storefront = Output<'get', '/api/v1/storefront'>;
export type Home = Output<'get', '/api/v1/home'>;
export type Rail = Home['rails'][number];
export type RailEntry = Rail['entries'][number];
/** Where a viewer is in a series, with what a list says of it. */
export type EntryPlace = History['entries'][number]['place'];
export type SearchResult = Output<'get', '/api/v1/search'>['results'][number];
export type Me = Output<'get', '/api/v1/me'>;
export type Passkey = Output<'get', '/api/v1/me/passkeys'>['passkeys'][number];
export type MyList = Output<'get', '/api/v1/list'>;
export type History = Output<'get', '/api/v1/history'>;
