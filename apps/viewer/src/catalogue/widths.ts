import type { Rendition } from '@cliffhanger/api-client/types';

/** How wide each kind of picture stands on the page, so that the browser fetches no more than is seen. */
export const SIZES = {
  /** In rails and grids; the grid's columns stretch, up to twice their least. */
  list: '(min-width: 48rem) 10rem, 7rem',
  /** Beside a line of words. */
  row: '4.5rem',
  /** At the top of Home. */
  hero: '(min-width: 48rem) 18rem, calc(100vw - 2rem)',
  /** At the top of a series; the page names it ahead in the same words: `viewer_app/about.rs`. */
  art: '(min-width: 60rem) 24rem, 100vw',
  /** An episode: as high as the screen, or as wide. */
  stage: 'min(100vw, 56.25vh)',
} as const;

export type Sizes = keyof typeof SIZES;

/** For `srcset`; nothing where there is nothing to choose from. Saving data, the larger half is not on offer. */
export function srcsetOf(renditions: readonly Rendition[] | undefined, saving: boolean): string | undefined {
  const all = renditions ?? [];
  const few = saving ? all.slice(0, Math.ceil(all.length / 2)) : all;
  return few.length > 0 ? few.map(({ url, width }) => `${url} ${width}w`).join(', ') : undefined;
}
