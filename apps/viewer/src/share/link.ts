import { paths } from '../paths.ts';

export type What = 'series' | 'episode' | 'moment';

/** The whole address of what is shared. The first second of an episode is the episode. */
export function linkTo(what: What, at: { slug: string; number: number | undefined; seconds: number }): string {
  const { slug, number, seconds } = at;
  return new URL(path(), location.origin).href;

  function path(): string {
    if (what === 'series' || number === undefined) return paths.series(slug);
    return what === 'moment' && seconds >= 1 ? paths.moment(slug, number, seconds) : paths.watch(slug, number);
  }
}
