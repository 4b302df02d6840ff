import { Button } from '@cliffhanger/ui/button';
import { Bone, Skeleton } from '@cliffhanger/ui/skeleton';
import { t } from '@lingui/core/macro';
import { paths } from '../paths.ts';
import { EmptyPanel } from '../shell/empty-panel.tsx';
import { ListTabs } from '../shell/list-tabs.tsx';
import { Page } from '../shell/page.tsx';
import { TroublePanel } from '../words/trouble-panel.tsx';
import { watched } from './answers.ts';
import { byDay } from './days.ts';
import { clear } from './forget.ts';
import styles from './history.module.css';
import { HistoryRow } from './history-row.tsx';

const COMING = [0, 1, 2, 3];

/** What the viewer watched, newest first; each goes on where he was. */
export default function HistoryPage() {
  const { state, retry } = watched.use();
  const entries = state.is === 'ready' ? state.data.entries : [];
  const title = t({ message: 'History', comment: 'Page: what the viewer has watched' });
  return (
    <Page
      title={title}
      busy={state.is === 'loading'}
      actions={entries.length > 0 && <Button kind="plain" onClick={clear}>{t`Clear all`}</Button>}
    >
      <ListTabs here="history" />
      {state.is === 'loading' && (
        <Skeleton>
          {COMING.map((at) => (
            <Bone key={at} shape="row" />
          ))}
        </Skeleton>
      )}
      {state.is === 'failed' && <TroublePanel cause={state.cause} onRetry={retry} />}
      {state.is === 'ready' && entries.length === 0 && (
        <EmptyPanel
          icon="history"
          sentence={t`What you watch is remembered here, so that you can go on.`}
          way={t`Find something to watch`}
          href={paths.home()}
        />
      )}
      {byDay(entries).map(({ day, entries: ofDay }) => (
        <section key={day} class={styles.day} aria-label={day}>
          <h2 class={styles.heading}>{day}</h2>
          <ul class={styles.rows}>
            {ofDay.map((entry) => (
              <HistoryRow key={entry.series.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
