import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { TroublePanel } from '../words/trouble-panel.tsx';
import styles from './play-toggle.module.css';
import type { Stage } from './stage.ts';

/** The middle of the picture: paused, waiting, or broken off. While it runs there is nothing but the picture. */
export function PlayToggle({ stage }: { stage: Stage }) {
  const player = stage.player.value;
  const cause = player?.failed.value;
  if (cause !== undefined) {
    return (
      <div class={styles.middle}>
        <TroublePanel cause={cause} onRetry={() => player?.retry()} />
      </div>
    );
  }
  const halted = player?.halted.value ?? false;
  const waits = !halted && (player?.waiting.value || !player?.shown.value);
  return (
    <div class={styles.middle}>
      <button
        type="button"
        class={styles.toggle}
        data-halted={halted}
        aria-label={halted ? t`Play` : t`Pause`}
        onClick={() => stage.toggle()}
      >
        <Icon name="play" />
      </button>
      {waits && <span class={styles.waits} />}
    </div>
  );
}
