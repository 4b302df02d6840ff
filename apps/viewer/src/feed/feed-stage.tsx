import { t } from '@lingui/core/macro';
import { useComputed } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Boundary } from '../boundary.tsx';
import { Said } from '../words/said.tsx';
import { Controls } from './controls.tsx';
import styles from './feed.module.css';
import { FeedCard } from './feed-card.tsx';
import type { AskedFeed } from './for-you.ts';
import { Hearts } from './hearts.tsx';
import { Sheets } from './sheets.tsx';
import { type Around, Stage, type StageKind } from './stage.ts';
import { useForYou } from './use-for-you.ts';
import { type Beginning, usePlaying } from './use-playing.ts';

const AROUND = 2;

type Props = { feed: AskedFeed; start: number; kind: StageKind; around: Around | undefined; beginning: Beginning };

/** The stage: three players and five cards in a moving track, the controls of the one on stage above it. */
export function FeedStage({ feed, start, kind, around, beginning }: Props) {
  const [stage] = useState(() => new Stage(feed.cards, start, kind, feed.asked_at_ms));
  const root = useRef<HTMLElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const screens = useRef<HTMLDivElement>(null);
  usePlaying(stage, { root, track, screens }, beginning);
  useForYou(stage);
  useEffect(() => around?.follow(stage), [around, stage]);

  const quiet = useComputed(() => !stage.awake.value && !stage.player.value?.halted.value && !stage.over.value);
  const index = stage.index.value;
  const near = stage.cards.value
    .slice(Math.max(0, index - AROUND), index + AROUND + 1)
    .map((card, at) => ({ card, at: at + Math.max(0, index - AROUND) }));

  return (
    <>
      <main ref={root} class={styles.hall}>
        <div class={styles.stage} data-quiet={quiet}>
          <div class={styles.window}>
            <div
              ref={track}
              class={styles.track}
              role="feed"
              aria-label={kind === 'for_you' ? t`For You` : t`Episodes`}
            >
              <div ref={screens} class={styles.screens} />
              {near.map(({ card, at }) => (
                <FeedCard key={at} card={card} at={at} stage={stage} />
              ))}
            </div>
          </div>
          <Boundary of={index} onBroken={() => undefined}>
            <Controls stage={stage} />
          </Boundary>
        </div>
        <Hearts stage={stage} />
      </main>
      <Sheets stage={stage} />
      <Said />
    </>
  );
}
