/** Every address of the app. Links and routes are written with these alone. */
export const paths = {
  feed: () => '/',
  series: (slug: string) => `/series/${encodeURIComponent(slug)}`,
  watch: (slug: string, number: number) => `/watch/${encodeURIComponent(slug)}/${number}`,
};

export const routes = {
  feed: '/',
  series: '/series/:slug',
  watch: '/watch/:slug/:number',
};

/** Where a feed begins: without a series where the viewer was, without an episode where he was in it. */
export type FeedStart = { series?: string; episode?: string };

/** The beginning that an address names, if it is one of the feed. */
export function feedStart(path: string): FeedStart | undefined {
  if (path === routes.feed) return {};
  const [, series, episode] = /^\/watch\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (series === undefined || episode === undefined) return undefined;
  try {
    return { series: decodeURIComponent(series), episode: decodeURIComponent(episode) };
  } catch {
    return undefined;
  }
}
