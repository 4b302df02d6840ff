import { Button } from '@cliffhanger/ui/button';
import { t } from '@lingui/core/macro';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { paths } from '../paths.ts';
import { EndPanel } from '../playback/end-panel.tsx';
import styles from './feed-end.module.css';
import type { Stage } from './stage.ts';

/** After the last episode: said in words, with two ways on. */
export function FeedEnd({ stage }: { stage: Stage }) {
  const { route } = useLocation();
  const again = useRef<HTMLButtonElement>(null);
  const over = stage.over.value;
  const card = stage.card;
  useEffect(() => {
    if (over) again.current?.focus();
  }, [over]);
  if (!over || !card) return null;
  return (
    <EndPanel said>
      <p class={styles.words}>{stage.kind === 'for_you' ? t`That was all for now.` : t`That was the last episode.`}</p>
      <Button buttonRef={again} onClick={() => stage.watchAgain()}>{t`Watch from the beginning`}</Button>
      {stage.kind !== 'embed' && (
        <Button kind="quiet" onClick={() => route(paths.series(card.series.slug))}>
          {t`Go to the series`}
        </Button>
      )}
    </EndPanel>
  );
}
