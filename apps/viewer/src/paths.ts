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
