import type { SeriesCard } from '@cliffhanger/api-client/types';
import { ButtonLink } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { Picture } from '../catalogue/picture.tsx';
import { paths } from '../paths.ts';
import { inWords } from '../words/words.ts';
import styles from './hero.module.css';

/** One series, large: its picture, one line, one button. It does not move by itself. */
export function Hero({ series }: { series: SeriesCard }) {
  const title = inWords(series.title, series.original_language);
  const synopsis = inWords(series.synopsis, series.original_language);
  return (
    <section class={styles.hero} aria-labelledby="hero">
      <div class={styles.picture}>
        <Picture
          src={series.hero ?? series.poster}
          renditions={series.hero ? series.hero_renditions : series.poster_renditions}
          sizes="hero"
          placeholder={series.placeholder}
          shape="hero"
          first
        />
      </div>
      <div class={styles.words}>
        <h2 id="hero" class={styles.title}>
          <a href={paths.series(series.slug)}>
            <bdi lang={title.lang}>{title.text}</bdi>
          </a>
        </h2>
        {synopsis.text && (
          <p class={styles.synopsis} lang={synopsis.lang} dir="auto">
            {synopsis.text}
          </p>
        )}
        <ButtonLink href={paths.watch(series.slug, 1)}>
          <Icon name="play-on" />
          {t({ message: 'Watch', comment: 'Button: begins to play a series' })}
        </ButtonLink>
      </div>
    </section>
  );
}
