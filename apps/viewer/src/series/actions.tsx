import type { EpisodeCard, SeriesPage } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { isMarked, mark } from '../catalogue/marks.ts';
import { tell } from '../shell/toast.tsx';
import { usePart } from '../use-part.ts';
import styles from './series.module.css';
import { WayIn } from './way-in.tsx';

type Props = { page: SeriesPage; current: EpisodeCard | undefined };

const load = () => import('../share/share-sheet.tsx');

/** One way to watch, large; what else one does with a series, smaller. */
export function Actions({ page, current }: Props) {
  const { series, listed } = page;
  const [sharing, share] = useState(false);
  const close = () => share(false);
  const part = usePart(load, sharing, close);
  const on = isMarked(series.id, listed);
  return (
    <div class={styles.actions}>
      <WayIn page={page} current={current} />
      <div class={styles.others}>
        <Button kind="quiet" pressed={on} onClick={() => void putListed(series.id, !on)}>
          <Icon name={on ? 'list-on' : 'list'} />
          {t`My list`}
        </Button>
        <Button kind="quiet" onClick={() => share(true)}>
          <Icon name="share" />
          {t`Share`}
        </Button>
      </div>
      {part && <part.ShareSheet open={sharing} onClose={close} series={series} />}
    </div>
  );
}

async function putListed(seriesId: string, on: boolean): Promise<void> {
  const done = await mark('listing', seriesId, on);
  if (!done) tell(on ? t`That did not work. It is not on your list.` : t`That did not work. It is still on your list.`);
  else tell(on ? t`It is on your list.` : t`Taken off your list.`, () => void mark('listing', seriesId, !on));
}
