/** Every address of the app. Links and routes are written with these alone. */
export const paths = {
  /** Where the storefront begins: For You or Home. */
  start: () => '/',
  feed: () => '/',
  forYou: () => '/for-you',
  home: () => '/home',
  search: (query = '') => (query ? `/search?q=${encodeURIComponent(query)}` : '/search'),
  genre: (name: string) => `/genre/${encodeURIComponent(name)}`,
  mood: (name: string) => `/mood/${encodeURIComponent(name)}`,
  list: () => '/list',
  history: () => '/history',
  profile: () => '/profile',
  signIn: () => '/sign-in',
  profilePart: (part: ProfilePart) => `/profile/${part}`,
  series: (slug: string) => `/series/${encodeURIComponent(slug)}`,
  watch: (slug: string, number: number) => `/watch/${encodeURIComponent(slug)}/${number}`,
  /** An episode from a second on: what is given to others. */
  moment: (slug: string, number: number, seconds: number) => `${paths.watch(slug, number)}?t=${Math.floor(seconds)}`,
  embed: (slug: string, number: number) => `/embed/${encodeURIComponent(slug)}/${number}`,
};

export const profileParts = ['account', 'language', 'playback', 'privacy'] as const;
export type ProfilePart = (typeof profileParts)[number];

export const routes = {
  feed: '/',
  forYou: '/for-you',
  home: '/home',
  search: '/search',
  genre: '/genre/:name',
  mood: '/mood/:name',
  list: '/list',
  history: '/history',
  profile: '/profile',
  signIn: '/sign-in',
  profilePart: '/profile/:part',
  series: '/series/:slug',
  watch: '/watch/:slug/:number',
  embed: '/embed/:slug/:number?',
};

/** Where a feed begins: without a series For You, without an episode where the viewer was in it. */
export type FeedStart = { series?: string; episode?: string };

/** The beginning that an address names, if it is one of the feed. */
export function feedStart(path: string): FeedStart | undefined {
  if (path === routes.feed || path === routes.forYou) return {};
  const [, room, series, episode] = /^\/(watch|embed)\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (series === undefined || (room === 'watch' && episode === undefined)) return undefined;
  try {
    const start: FeedStart = { series: decodeURIComponent(series) };
    return episode === undefined ? start : { ...start, episode: decodeURIComponent(episode) };
  } catch {
    return undefined;
  }
}

/** The series that an address is the page of. */
export function seriesAt(path: string): string | undefined {
  const [, slug] = /^\/series\/([^/]+)$/.exec(path) ?? [];
  return slug !== undefined && isReadable(slug) ? decodeURIComponent(slug) : undefined;
}

/** The second that an address asks for, if it says one that makes sense. */
export function momentOf(search: string): number | undefined {
  const asked = new URLSearchParams(search).get('t');
  return asked !== null && /^\d{1,5}$/.test(asked) ? Number(asked) : undefined;
}

/** Whether an address can be read at all: a percent sign may stand for no text. The router would break over it. */
export function isReadable(path: string): boolean {
  try {
    // What is not used the build leaves out, and what it throws with it.
    return decodeURIComponent(path).length > 0;
  } catch {
    return false;
  }
}

/** The page that `/` shows. */
export type Start = 'for-you' | 'home';
export type TabName = Start | 'list' | 'profile';

/** The tab that an address belongs to; `none` where the tabs are away. */
export function tabOf(path: string, start: Start): TabName | 'none' {
  const [, room = ''] = path.split('/');
  switch (room) {
    case '':
      return start;
    case 'for-you':
    case 'list':
    case 'profile':
      return room;
    case 'history':
      return 'list';
    case 'watch':
    case 'embed':
    case 'sign-in':
      return 'none';
    default:
      return 'home';
  }
}

/** A way back into the app that came from outside: one of our own addresses, or none. */
export function ownAddress(asked: string | null): string | undefined {
  if (!asked?.startsWith('/')) return undefined;
  const url = new URL(asked, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : undefined;
}
