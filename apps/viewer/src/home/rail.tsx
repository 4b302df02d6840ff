import type { Rail } from '@cliffhanger/api-client/types';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { PosterCard } from '../catalogue/poster-card.tsx';
import { genreName, moodName } from '../catalogue/tags.ts';
import { paths } from '../paths.ts';
import styles from './rail.module.css';
import { RailArrows, useRailArrows } from './rail-arrows.tsx';

/** A row of posters that is pushed sideways; its name leads to all of its kind where there is such a page. */
export function RailOf({ rail }: { rail: Rail }) {
  const { row, ends } = useRailArrows();
  const name = nameOf(rail);
  const id = `rail-${rail.kind}-${rail.name ?? ''}`;
  const all = allOf(rail);
  return (
    <section class={styles.section} aria-labelledby={id}>
      <header class={styles.head}>
        <h2 id={id} class={styles.name}>
          {all ? (
            <a class={styles.all} href={all}>
              {name}
              <Icon name="forward" mirror />
            </a>
          ) : (
            name
          )}
        </h2>
        <RailArrows row={row} ends={ends} of={name} />
      </header>
      <ul ref={row} class={styles.row} data-kind={rail.kind}>
        {rail.entries.map(({ series, place }, at) => (
          <li key={series.id} class={styles.entry}>
            <PosterCard series={series} place={place} rank={rail.kind === 'top' ? at + 1 : undefined} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function nameOf({ kind, name }: Rail): string {
  switch (kind) {
    case 'continue':
      return t({ message: 'Continue watching', comment: 'Name of a row of series that the viewer has begun' });
    case 'new':
      return t({ message: 'New', comment: 'Name of a row of the newest series' });
    case 'top':
      return t({ message: 'Top ten this week', comment: 'Name of a row of the most watched series' });
    case 'genre':
      return genreName(name ?? '');
    case 'mood':
      return moodName(name ?? '');
  }
}

function allOf({ kind, name }: Rail): string | undefined {
  if (!name) return undefined;
  return kind === 'genre' ? paths.genre(name) : kind === 'mood' ? paths.mood(name) : undefined;
}
