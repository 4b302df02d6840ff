import type { EpisodeCard, SeriesPage } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { t } from '@lingui/core/macro';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { EndPanel } from '../playback/end-panel.tsx';
import type { Player } from '../playback/player.ts';
import { WayIn } from './way-in.tsx';

type Props = { page: SeriesPage; current: EpisodeCard | undefined; player: ReadonlySignal<Player | undefined> };

/** Whoever has seen the trailer wants to see more: the way into the series, or the trailer once more. */
export function TrailerEnd({ page, current, player }: Props) {
  const way = useRef<HTMLAnchorElement>(null);
  const over = player.value?.ended.value ?? false;
  useEffect(() => {
    if (over) way.current?.focus();
  }, [over]);
  if (!over) return null;
  return (
    <EndPanel>
      <WayIn page={page} current={current} linkRef={way} />
      <Button kind="quiet" onClick={() => void player.peek()?.start()}>{t`Watch the trailer again`}</Button>
    </EndPanel>
  );
}
