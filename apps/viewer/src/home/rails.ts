import type { Home, Rail } from '@cliffhanger/api-client/types';

/** A row of fewer looks like a mistake. */
const FEWEST = 3;

/**
 * The rails that show something that is not on the page yet, or enough to choose from. With one series, the same poster
 * under six names would be a joke.
 */
export function worthShowing({ hero, rails }: Home): Rail[] {
  const shown = new Set(hero ? [hero.id] : []);
  return rails.filter(({ kind, entries }) => {
    const news = entries.some(({ series }) => !shown.has(series.id));
    for (const { series } of entries) shown.add(series.id);
    return kind === 'continue' || news || entries.length >= FEWEST;
  });
}
