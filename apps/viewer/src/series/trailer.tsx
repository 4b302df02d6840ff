import type { EpisodeCard, SeriesPage, Trailer as Told } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'preact/hooks';
import { Boundary } from '../boundary.tsx';
import { clock } from '../playback/clock.ts';
import { usePart } from '../use-part.ts';
import styles from './series.module.css';

type Props = { page: SeriesPage; trailer: Told; current: EpisodeCard | undefined };

const load = () => import('./trailer-stage.tsx');

/** On the art: how long the trailer is, and the way to it. Nothing of the film is fetched before. */
export function Trailer({ page, trailer, current }: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const part = usePart(load, open, close);
  // A browser lets a film play aloud only for a moment after the press: its stage has to be there by then.
  useEffect(() => void load().catch(() => undefined), []);
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
      {open && part && (
        <Boundary onBroken={close}>
          <part.TrailerStage page={page} trailer={trailer} current={current} onClose={close} />
        </Boundary>
      )}
    </>
  );
}
