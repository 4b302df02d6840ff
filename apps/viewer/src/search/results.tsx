import type { SearchResult } from '@cliffhanger/api-client/types';
import { Bone, Skeleton } from '@cliffhanger/ui/skeleton';
import { select, t } from '@lingui/core/macro';
import { useRef } from 'preact/hooks';
import { paths } from '../paths.ts';
import { EmptyPanel } from '../shell/empty-panel.tsx';
import { TroublePanel } from '../words/trouble-panel.tsx';
import { inFigures, pluralForm } from '../words/words.ts';
import { found } from './answers.ts';
import { keepSearch } from './recent.ts';
import { ResultRow } from './result-row.tsx';
import styles from './search.module.css';

const COMING = [0, 1, 2, 3];

/** What was found. While the next letter is on its way, what was there stays. */
export function Results({ query }: { query: string }) {
  const { state, retry } = found.use(query);
  const last = useRef<SearchResult[]>(undefined);
  if (state.is === 'ready') last.current = state.data.results;
  if (state.is === 'failed') return <TroublePanel cause={state.cause} onRetry={retry} />;
  const results = last.current;
  if (!results) {
    return (
      <Skeleton>
        {COMING.map((at) => (
          <Bone key={at} shape="row" />
        ))}
      </Skeleton>
    );
  }
  const { length } = results;
  const count = inFigures(length);
  return (
    <>
      <p class={styles.count} role="status">
        {select({ form: pluralForm(length) }, { one: `${count} title found`, other: `${count} titles found` })}
      </p>
      {length === 0 && state.is === 'ready' && (
        <EmptyPanel
          icon="search"
          sentence={t`Nothing was found for “${query}”. Fewer or other words may find it.`}
          way={t`See everything there is`}
          href={paths.home()}
        />
      )}
      <ul class={styles.results}>
        {results.map((result) => (
          <li key={result.series.id}>
            <ResultRow result={result} onOpen={() => keepSearch(query)} />
          </li>
        ))}
      </ul>
    </>
  );
}
