import type { History } from '@cliffhanger/api-client/types';
import { IconButton } from '@cliffhanger/ui/icon-button';
import { t } from '@lingui/core/macro';
import { Poster } from '../catalogue/poster.tsx';
import { Progress } from '../catalogue/poster-card.tsx';
import { paths } from '../paths.ts';
import { clock } from '../playback/clock.ts';
import { inWords } from '../words/words.ts';
import { remove } from './forget.ts';
import styles from './history.module.css';

/** A series, the episode that the viewer is in, and how much of it is left. */
export function HistoryRow({ entry: { series, place } }: { entry: History['entries'][number] }) {
  const title = inWords(series.title, series.original_language);
  const { text } = title;
  const number = place.episode_number;
  const count = series.episode_count;
  const left = Math.max(0, place.duration_ms - place.position_ms) / 1000;
  const time = clock(left);
  return (
    <li class={styles.row}>
      <a class={styles.link} href={paths.watch(series.slug, number)}>
        <span class={styles.still}>
          <Poster series={series} sizes="row" />
          <Progress place={place} />
        </span>
        <span class={styles.words}>
          <span class={styles.title}>
            <bdi lang={title.lang}>{text}</bdi>
          </span>
          <span class={styles.note}>{t`Episode ${number} of ${count}`}</span>
          <span class={styles.note}>{left < 1 ? t`Watched to the end` : t`${time} left`}</span>
        </span>
      </a>
      <IconButton plain icon="close" label={t`Remove “${text}” from the history`} onClick={() => remove(series.id)} />
    </li>
  );
}
