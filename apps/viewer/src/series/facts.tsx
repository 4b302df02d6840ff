import type { SeriesCard, SeriesPage } from '@cliffhanger/api-client/types';
import { select, t } from '@lingui/core/macro';
import { genreName, moodName } from '../catalogue/tags.ts';
import { paths } from '../paths.ts';
import { inFigures, pluralForm } from '../words/words.ts';
import styles from './series.module.css';

type Props = { series: SeriesCard; filings: SeriesPage['filings'] };

/** How many episodes, for whom; and where a regulator gave the series a number, it has to be seen. */
export function Facts({ series: { episode_count, rating }, filings }: Props) {
  const count = inFigures(episode_count);
  return (
    <ul class={styles.facts}>
      <li>{select({ form: pluralForm(episode_count) }, { one: `${count} episode`, other: `${count} episodes` })}</li>
      {rating && (
        <li class={styles.rating}>
          {t({ message: `Rating: ${rating}`, comment: 'For whom the series is suited: an age or a word' })}
        </li>
      )}
      {filings.map(({ territory, number }) => (
        <li key={territory} class={styles.filing}>
          {t({
            message: `Filing number: ${number}`,
            comment: 'The number under which a regulator has registered the series',
          })}
        </li>
      ))}
    </ul>
  );
}

/** What it is like: each leads to more of the kind. */
export function Tags({ series: { genres, moods } }: { series: SeriesCard }) {
  if (genres.length + moods.length === 0) return null;
  return (
    <section class={styles.section} aria-labelledby="more">
      <h2 id="more" class={styles.heading}>{t`More like this`}</h2>
      <ul class={styles.tags}>
        {genres.map((name) => (
          <li key={name}>
            <a class={styles.tag} href={paths.genre(name)}>
              {genreName(name)}
            </a>
          </li>
        ))}
        {moods.map((name) => (
          <li key={name}>
            <a class={styles.tag} href={paths.mood(name)}>
              {moodName(name)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
