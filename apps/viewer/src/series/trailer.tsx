import type { EpisodeCard, SeriesPage, Trailer as Told } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { clock } from '../playback/clock.ts';
import styles from './series.module.css';
import { TrailerStage } from './trailer-stage.tsx';

type Props = { page: SeriesPage; trailer: Told; current: EpisodeCard | undefined };

/** On the art: how long the trailer is, and the way to it. Nothing of it is fetched before. */
export function Trailer({ page, trailer, current }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div class={styles.trailer}>
        <Button kind="over-picture" onClick={() => setOpen(true)}>
          <Icon name="film" />
          {t({ message: 'Trailer', comment: 'Button: plays the short film that makes one want to watch the series' })}
          <span class={styles.length} dir="ltr">
            {clock(trailer.duration_ms / 1000)}
          </span>
        </Button>
      </div>
      {open && <TrailerStage page={page} trailer={trailer} current={current} onClose={() => setOpen(false)} />}
    </>
  );
}
