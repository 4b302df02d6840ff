import type { SearchResult } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { Poster } from '../catalogue/poster.tsx';
import { genreName, moodName } from '../catalogue/tags.ts';
import { paths } from '../paths.ts';
import { inWords, languageName } from '../words/words.ts';
import { pieces } from './marked.ts';
import styles from './search.module.css';

/** A series that was found, what of it matched, and in which language that is written. */
export function ResultRow({ result: { series, matched }, onOpen }: { result: SearchResult; onOpen: () => void }) {
  const title = inWords(series.title, series.original_language);
  const same = matched.field === 'title' && matched.text === title.text;
  return (
    <a class={styles.result} href={paths.series(series.slug)} data-result="" onClick={onOpen}>
      <span class={styles.still}>
        <Poster series={series} sizes="row" />
      </span>
      <span class={styles.words}>
        <span class={styles.name}>
          {same ? <Marked matched={matched} /> : <bdi lang={title.lang}>{title.text}</bdi>}
        </span>
        {!same && (
          <span class={styles.match}>
            <Where matched={matched} />
          </span>
        )}
        {matched.language && <span class={styles.language}>{languageName(matched.language)}</span>}
      </span>
    </a>
  );
}

type Matched = SearchResult['matched'];

function Marked({ matched: { text, ranges, language } }: { matched: Matched }) {
  return (
    <bdi lang={language ?? undefined}>
      {pieces(text, ranges).map(({ text: piece, bold }, at) => (bold ? <mark key={at}>{piece}</mark> : piece))}
    </bdi>
  );
}

function Where({ matched }: { matched: Matched }) {
  switch (matched.field) {
    case 'genre':
      return matched.language ? <Marked matched={matched} /> : <mark>{genreName(matched.text)}</mark>;
    case 'mood':
      return matched.language ? <Marked matched={matched} /> : <mark>{moodName(matched.text)}</mark>;
    case 'person':
      return (
        <>
          {t({
            message: 'With',
            comment: 'Stands before the name of an actor who plays in the series: “With Lin Mei”',
          })}{' '}
          <Marked matched={matched} />
        </>
      );
    default:
      return <Marked matched={matched} />;
  }
}
