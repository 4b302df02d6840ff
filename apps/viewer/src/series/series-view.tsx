import type { SeriesPage } from '@cliffhanger/api-client/types';
import { Icon } from '@cliffhanger/ui/icon';
import { plural, t } from '@lingui/core/macro';
import { useEffect, useRef } from 'preact/hooks';
import { EpisodeGrid } from '../catalogue/episode-grid.tsx';
import { paths } from '../paths.ts';
import { placeHere } from '../playback/place.ts';
import { inWords, languageName, locale } from '../words/words.ts';
import styles from './series.module.css';

/** Art, title, facts, synopsis, one way to watch, then every episode. */
export function SeriesView({ page }: { page: SeriesPage }) {
  const { series, episodes } = page;
  const title = inWords(series.title, series.original_language);
  const heading = useFocusedHeading(title.text);
  const synopsis = inWords(series.synopsis, series.original_language);
  const place = placeHere(series.id) ?? page.place;
  const current = episodes.find(({ id }) => id === place?.episode_id);
  const first = current ?? episodes[0];
  const poster = series.poster ?? episodes[0]?.poster;
  return (
    <>
      <a class={styles.back} href={paths.feed()}>
        <Icon name="back" mirror />
        {t`Watch`}
      </a>
      <div class={styles.top}>
        {poster && <img class={styles.poster} src={poster} alt="" decoding="async" />}
        <div class={styles.facts}>
          <h1 ref={heading} class={styles.title} tabIndex={-1}>
            <bdi lang={title.lang}>{title.text}</bdi>
          </h1>
          <Facts page={page} />
          {first && (
            <a class={styles.watch} href={paths.watch(series.slug, first.number)}>
              <Icon name="play" />
              {wayIn(first.number, current !== undefined)}
            </a>
          )}
        </div>
      </div>
      {synopsis.text && (
        <p class={styles.synopsis} lang={synopsis.lang} dir="auto">
          {synopsis.text}
        </p>
      )}
      <h2 class={styles.heading}>{t`Episodes`}</h2>
      <EpisodeGrid slug={series.slug} episodes={episodes} currentId={current?.id} />
    </>
  );
}

function Facts({ page: { series } }: { page: SeriesPage }) {
  const { rating } = series;
  const list = new Intl.ListFormat([locale.value], { type: 'conjunction' });
  const named = (languages: readonly string[]) =>
    list.format(languages.filter((tag) => tag !== 'und').map(languageName));
  const voices = named(series.languages.audio);
  const subtitles = named(series.languages.subtitles);
  return (
    <ul class={styles.list}>
      <li>{plural({ count: series.episode_count }, { one: '# episode', other: '# episodes' })}</li>
      {rating && <li>{t`Rating: ${rating}`}</li>}
      {voices && <li>{t`Voices: ${voices}`}</li>}
      {subtitles && <li>{t`Subtitles: ${subtitles}`}</li>}
    </ul>
  );
}

function wayIn(number: number, goingOn: boolean): string {
  return goingOn ? t`Go on with episode ${number}` : t`Watch episode ${number}`;
}

/** A new page is announced by moving to its heading. */
function useFocusedHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
    heading.current?.focus();
  }, [title]);
  return heading;
}
