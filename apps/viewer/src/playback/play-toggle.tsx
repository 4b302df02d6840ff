import { Refusal } from '@cliffhanger/api-client/ask';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import type { ReadonlySignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { usePart } from '../use-part.ts';
import { TroublePanel } from '../words/trouble-panel.tsx';
import { openGates } from './grants.ts';
import styles from './play-toggle.module.css';
import type { Player } from './player.ts';

type Props = {
  player: ReadonlySignal<Player | undefined>;
  /** What is on stage: each is asked for its own age. */
  shown: string | undefined;
  onToggle: () => void;
};

const load = () => import('../people/age-gate.tsx');

/** The middle of the picture: paused, waiting, or broken off. While it runs there is nothing but the picture. */
export function PlayToggle({ player: onStage, shown, onToggle }: Props) {
  const player = onStage.value;
  const cause = player?.failed.value;
  if (cause !== undefined) {
    const retry = () => player?.retry();
    if (cause instanceof Refusal && cause.problem === 'age-gate') {
      const pass = () => {
        openGates();
        retry();
      };
      return <Adults key={shown} cause={cause} onPass={pass} />;
    }
    return (
      <div class={styles.middle}>
        <TroublePanel cause={cause} onRetry={retry} />
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
        onClick={onToggle}
      >
        <Icon name="play" />
      </button>
      {waits && <span class={styles.waits} />}
    </div>
  );
}

/** Asked once for each card; whoever says no may swipe on, or be asked again from the panel behind it. */
function Adults({ cause, onPass }: { cause: Refusal; onPass: () => void }) {
  const [open, setOpen] = useState(true);
  const leave = () => setOpen(false);
  const part = usePart(load, open, leave);
  return (
    <>
      <div class={styles.middle}>
        <TroublePanel cause={cause} onRetry={() => setOpen(true)} />
      </div>
      {part && <part.AgeGate open={open} onPass={onPass} onLeave={leave} />}
    </>
  );
}
