import type { Feed } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { useComputed } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { EpisodesSheet } from './episodes-sheet.tsx';
import styles from './feed.module.css';
import { FeedCard } from './feed-card.tsx';
import { FeedEnd } from './feed-end.tsx';
import { LanguageSheet } from './language-sheet.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { PlayToggle } from './play-toggle.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { Rail } from './rail.tsx';
import { Stage } from './stage.ts';
import { Subtitles } from './subtitles.tsx';
import { TopBar } from './top-bar.tsx';
import { usePlaying } from './use-playing.ts';

const AROUND = 2;

/** The stage: three players and five cards in a moving track, the controls of the one on stage above it. */
export function FeedStage({ feed, start }: { feed: Feed; start: number }) {
  const [stage] = useState(() => new Stage(feed.cards, start));
  const root = useRef<HTMLElement>(null);
  const track = useRef<HTMLDivElement>(null);
  usePlaying(stage, root, track, start === feed.start ? feed.position_ms : 0);

  const quiet = useComputed(() => !stage.awake.value && !stage.player.value?.halted.value && !stage.over.value);
  const index = stage.index.value;
  const near = stage.cards.map((card, at) => ({ card, at })).slice(Math.max(0, index - AROUND), index + AROUND + 1);

  return (
    <>
      <main ref={root} class={styles.hall}>
        <div class={styles.stage} data-quiet={quiet}>
          <div class={styles.window}>
            <div ref={track} class={styles.track} role="feed" aria-label={t`Episodes`}>
              {[0, 1, 2].map((slot) => (
                // biome-ignore lint/a11y/useMediaCaption: subtitles are our own DOM, so that they stand clear of faces and controls
                <video
                  key={slot}
                  class={styles.video}
                  playsInline
                  disableRemotePlayback
                  tabIndex={-1}
                  aria-hidden="true"
                />
              ))}
              {near.map(({ card, at }) => (
                <FeedCard key={at} card={card} at={at} stage={stage} />
              ))}
            </div>
          </div>
          <Subtitles stage={stage} />
          <PlayToggle stage={stage} />
          <TopBar stage={stage} />
          <Rail stage={stage} />
          <ProgressBar stage={stage} />
          <FeedEnd stage={stage} />
          <OfflineBar />
        </div>
      </main>
      <EpisodesSheet stage={stage} />
      <LanguageSheet stage={stage} />
    </>
  );
}
