import { Button } from '@cliffhanger/ui/button';
import { t } from '@lingui/core/macro';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { paths } from '../paths.ts';
import { EndPanel } from '../playback/end-panel.tsx';
import styles from './feed-end.module.css';
import { passInForYou } from './for-you.ts';
import type { Stage } from './stage.ts';

type Props = { stage: Stage; main: RefObject<HTMLButtonElement | null> };

/** After the last episode, or after each where none follows by itself: said in words, with the ways on. */
export function FeedEnd({ stage }: { stage: Stage }) {
  const main = useRef<HTMLButtonElement>(null);
  const over = stage.over.value;
  useEffect(() => {
    if (over) main.current?.focus();
  }, [over]);
  if (!over || !stage.card) return null;
  return (
    <EndPanel said>{stage.follows ? <Next stage={stage} main={main} /> : <Last stage={stage} main={main} />}</EndPanel>
  );
}

function Next({ stage, main }: Props) {
  const number = stage.card?.episode.number ?? 0;
  const another = stage.kind === 'for_you' && !stage.seriesGoesOn;
  return (
    <>
      <p class={styles.words}>{t`That was episode ${number}.`}</p>
      <Button buttonRef={main} onClick={() => stage.goOn()}>
        {another ? t`Next series` : t`Next episode`}
      </Button>
      <Button kind="quiet" onClick={() => void stage.player.peek()?.start()}>{t`Watch again`}</Button>
    </>
  );
}

function Last({ stage, main }: Props) {
  const { route } = useLocation();
  const { kind, card } = stage;
  const another = () => {
    if (card) passInForYou(card.series.id);
    route(paths.forYou());
  };
  const inSeries = kind === 'series';
  return (
    <>
      <p class={styles.words}>{kind === 'for_you' ? t`That was all for now.` : t`That was the last episode.`}</p>
      {inSeries && <Button buttonRef={main} onClick={another}>{t`Watch another series`}</Button>}
      <Button
        kind={inSeries ? 'quiet' : 'chief'}
        buttonRef={inSeries ? undefined : main}
        onClick={() => stage.watchAgain()}
      >
        {t`Watch from the beginning`}
      </Button>
      {kind !== 'embed' && card && (
        <Button kind="quiet" onClick={() => route(paths.series(card.series.slug))}>
          {t`Go to the series`}
        </Button>
      )}
    </>
  );
}
