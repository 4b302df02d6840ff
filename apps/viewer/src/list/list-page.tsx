import type { MyList } from '@cliffhanger/api-client/types';
import { IconButton } from '@cliffhanger/ui/icon-button';
import { t } from '@lingui/core/macro';
import { mark } from '../catalogue/marks.ts';
import { PosterCard } from '../catalogue/poster-card.tsx';
import { PosterGrid, PosterGridSkeleton } from '../catalogue/poster-grid.tsx';
import { paths } from '../paths.ts';
import { EmptyPanel } from '../shell/empty-panel.tsx';
import { ListTabs } from '../shell/list-tabs.tsx';
import { Page } from '../shell/page.tsx';
import { tell } from '../shell/toast.tsx';
import { TroublePanel } from '../words/trouble-panel.tsx';
import { inWords } from '../words/words.ts';
import { myList } from './answers.ts';
import styles from './list.module.css';

/** What the viewer keeps for later. */
export default function ListPage() {
  const { state, retry } = myList.use();
  return (
    <Page title={t`My list`} busy={state.is === 'loading'}>
      <ListTabs here="list" />
      {state.is === 'loading' && <PosterGridSkeleton />}
      {state.is === 'failed' && <TroublePanel cause={state.cause} onRetry={retry} />}
      {state.is === 'ready' && state.data.entries.length === 0 && (
        <EmptyPanel
          icon="list"
          sentence={t`What you put on your list waits for you here.`}
          way={t`Find something to watch`}
          href={paths.home()}
        />
      )}
      {state.is === 'ready' && <Entries list={state.data} />}
    </Page>
  );
}

function Entries({ list: { entries } }: { list: MyList }) {
  return (
    <PosterGrid>
      {entries.map(({ series, place }) => {
        const { text } = inWords(series.title, series.original_language);
        return (
          <li key={series.id} class={styles.entry}>
            <PosterCard series={series} place={place} />
            <span class={styles.remove}>
              <IconButton icon="list-on" label={t`Take “${text}” off my list`} onClick={() => void remove(series.id)} />
            </span>
          </li>
        );
      })}
    </PosterGrid>
  );
}

/** Gone at once; back where the service refuses, or where the viewer thinks better of it. */
async function remove(seriesId: string): Promise<void> {
  const goBack = myList.change(({ entries }) => ({ entries: entries.filter(({ series }) => series.id !== seriesId) }));
  tell(t`Taken off your list.`, () => {
    goBack();
    void mark('listing', seriesId, true).then(() => myList.expire());
  });
  if (await mark('listing', seriesId, false)) return;
  goBack();
  tell(t`That did not work. It is still on your list.`);
}
