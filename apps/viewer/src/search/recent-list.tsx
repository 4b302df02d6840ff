import { Button } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { IconButton } from '@cliffhanger/ui/icon-button';
import { t } from '@lingui/core/macro';
import { tell } from '../shell/toast.tsx';
import { dropSearch, putSearches, searches } from './recent.ts';
import styles from './search.module.css';

/** What was looked for before, while nothing is typed. */
export function Recent({ onChoose }: { onChoose: (query: string) => void }) {
  const list = searches.value;
  if (list.length === 0) {
    return <p class={styles.hint}>{t`Search in any language: a title, somebody in it, a genre or a mood.`}</p>;
  }
  return (
    <section aria-labelledby="recent">
      <header class={styles.head}>
        <h2 id="recent" class={styles.heading}>{t`Recent searches`}</h2>
        <Button kind="plain" onClick={() => clear(list)}>{t`Clear`}</Button>
      </header>
      <ul>
        {list.map((query) => (
          <li key={query} class={styles.recent}>
            <button type="button" class={styles.again} data-result="" onClick={() => onChoose(query)}>
              <Icon name="history" />
              <bdi>{query}</bdi>
            </button>
            <IconButton plain icon="close" label={t`Remove “${query}”`} onClick={() => dropSearch(query)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function clear(before: readonly string[]): void {
  putSearches([]);
  tell(t`The recent searches are gone.`, () => putSearches(before));
}
