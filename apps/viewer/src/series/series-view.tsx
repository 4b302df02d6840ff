import type { SeriesPage } from '@cliffhanger/api-client/types';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { EpisodeGrid } from '../catalogue/episode-grid.tsx';
import { Picture } from '../catalogue/picture.tsx';
import { paths } from '../paths.ts';
import { useArrival } from '../shell/arrival.ts';
import { useSettledScroll } from '../shell/scroll.ts';
import { Said } from '../words/said.tsx';
import { inWords } from '../words/words.ts';
import { Actions } from './actions.tsx';
import { Cast } from './cast.tsx';
import { type AskedPage, currentOf } from './current.ts';
import { Facts, Tags } from './facts.tsx';
import { Languages } from './languages.tsx';
import styles from './series.module.css';
import { Synopsis } from './synopsis.tsx';
import { Trailer } from './trailer.tsx';

/** Art, title, one way to watch, what it is about and in which languages, then every episode. */
export function SeriesView({ page }: { page: AskedPage }) {
  const { series, episodes } = page;
  const title = inWords(series.title, series.original_language);
  const heading = useArrival<HTMLHeadingElement>(title.text);
  useSettledScroll(true);
  const current = currentOf(page);
  return (
    <>
      <a class={styles.back} href={paths.home()} aria-label={t`Back to Home`}>
        <Icon name="back" mirror />
      </a>
      <div class={styles.hero}>
        <div class={styles.art}>
          <Picture {...artOf(page)} sizes="art" placeholder={series.placeholder} shape="hero" first />
        </div>
        {page.trailer && <Trailer page={page} trailer={page.trailer} current={current} />}
      </div>
      <div class={styles.body}>
        <h1 ref={heading} class={styles.title} tabIndex={-1}>
          <bdi lang={title.lang}>{title.text}</bdi>
        </h1>
        <Facts series={series} filings={page.filings} />
        <Actions page={page} current={current} />
        <Synopsis series={series} />
        <Languages page={page} />
        <section class={styles.section} aria-labelledby="episodes">
          <h2 id="episodes" class={styles.heading}>{t`Episodes`}</h2>
          <EpisodeGrid slug={series.slug} episodes={episodes} currentId={current?.id} />
        </section>
        <Cast cast={page.cast} original={series.original_language} />
        <Tags series={series} />
      </div>
      <Said />
    </>
  );
}

/** What stands at the top: the picture that was made for it, else what there is. */
function artOf({ series, episodes: [first] }: SeriesPage) {
  if (series.hero) return { src: series.hero, renditions: series.hero_renditions };
  if (series.poster) return { src: series.poster, renditions: series.poster_renditions };
  return { src: first?.poster, renditions: first?.poster_renditions };
}
