import type { EntryPlace, SeriesCard } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { paths } from '../paths.ts';
import { inWords } from '../words/words.ts';
import { Poster } from './poster.tsx';
import styles from './poster-card.module.css';

type Props = {
  series: SeriesCard;
  /** Where the viewer is in it: the card goes on from there. */
  place?: EntryPlace | null | undefined;
  /** Its place among the ten. */
  rank?: number | undefined;
};

/** A series in a list: its poster and its name, one link. */
export function PosterCard({ series, place, rank }: Props) {
  const title = inWords(series.title, series.original_language);
  return (
    <a class={styles.card} href={place ? paths.watch(series.slug, place.episode_number) : paths.series(series.slug)}>
      <span class={styles.frame}>
        <Poster series={series} sizes="list" />
        {rank !== undefined && (
          <span class={styles.rank} aria-hidden="true">
            {rank}
          </span>
        )}
        {place && <Progress place={place} />}
      </span>
      <span class={styles.title}>
        <bdi lang={title.lang}>{title.text}</bdi>
      </span>
      {place && <span class={styles.note}>{t`Episode ${place.episode_number}`}</span>}
    </a>
  );
}

/** How far into the episode, seen at a glance; the words beside it say which one. */
export function Progress({ place }: { place: EntryPlace }) {
  return (
    <progress class={styles.progress} dir="ltr" max={place.duration_ms} value={place.position_ms} aria-hidden="true" />
  );
}
