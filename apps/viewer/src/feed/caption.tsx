import type { FeedSeries } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { paths } from '../paths.ts';
import { inWords } from '../words/words.ts';
import styles from './caption.module.css';

type Props = { titleId: string; series: FeedSeries; number: number; title: { text: string; lang: string } };

/** Series in one line, the episode in two: below the picture where there is room, over a dark ground where not. */
export function Caption({ titleId, series, number, title }: Props) {
  const name = inWords(series.title, series.original_language);
  return (
    <div class={styles.caption}>
      <a class={styles.series} href={paths.series(series.slug)}>
        <bdi lang={name.lang}>{name.text}</bdi>
      </a>
      <h2 id={titleId} class={styles.episode}>
        <span class={styles.number}>{t`Episode ${number}`}</span> <bdi lang={title.lang}>{title.text}</bdi>
      </h2>
    </div>
  );
}
