import type { SeriesPage } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { inWords } from '../words/words.ts';
import styles from './series.module.css';

/** Who plays, and whom. */
export function Cast({ cast, original }: { cast: SeriesPage['cast']; original: string }) {
  if (cast.length === 0) return null;
  return (
    <section class={styles.section} aria-labelledby="cast">
      <h2 id="cast" class={styles.heading}>{t`Cast`}</h2>
      <dl class={styles.cast}>
        {cast.map(({ name, character, role }) => {
          const plays = inWords(role, original);
          return (
            <div key={name} class={styles.player}>
              <dt>
                <bdi>{name}</bdi>
              </dt>
              <dd>
                {character && <bdi>{character}</bdi>}
                {character && plays.text && ' · '}
                <bdi lang={plays.lang}>{plays.text}</bdi>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
