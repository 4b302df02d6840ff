import { Button } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { IconButton } from '@cliffhanger/ui/icon-button';
import { t } from '@lingui/core/macro';
import { useLocation } from 'preact-iso';
import { offline } from '../network.ts';
import { paths } from '../paths.ts';
import { chooseSound, muted, silenced } from '../playback/sound.ts';
import type { Stage } from './stage.ts';
import styles from './top-bar.module.css';

/** Back, where we are, sound. Where the browser keeps us silent, a button says so until it is pressed. */
export function TopBar({ stage }: { stage: Stage }) {
  const { route } = useLocation();
  const card = stage.card;
  if (!card) return null;
  const { number } = card.episode;
  const count = card.series.episode_count;
  return (
    <>
      <header class={styles.bar} data-fades="">
        {stage.kind === 'series' ? (
          <IconButton
            icon="back"
            mirror
            label={t`Back to the series`}
            onClick={() => route(paths.series(card.series.slug))}
          />
        ) : (
          <span class={styles.free} />
        )}
        <Button kind="over-picture" onClick={() => open(stage)}>
          {t`Episode ${number} of ${count}`}
        </Button>
        <IconButton
          icon={muted.value ? 'sound-off' : 'sound-on'}
          label={muted.value ? t`Turn sound on` : t`Turn sound off`}
          onClick={() => chooseSound(muted.peek())}
        />
      </header>
      {/* Where the bar lies while the network is gone. */}
      {silenced.value && !offline.value && (
        <div class={styles.silenced}>
          <Button kind="over-picture" onClick={() => chooseSound(true)}>
            <Icon name="sound-off" />
            {t`Tap for sound`}
          </Button>
        </div>
      )}
    </>
  );
}

function open(stage: Stage): void {
  stage.sheet.value = 'episodes';
}
