import { t } from '@lingui/core/macro';
import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { clock } from './clock.ts';
import type { Player } from './player.ts';
import styles from './progress-bar.module.css';
import { Still } from './still.tsx';

type Props = {
  player: ReadonlySignal<Player | undefined>;
  /** How long it is said to last, until the player knows. */
  toldMs: () => number;
  /** The viewer has his finger on it. */
  onScrub?: () => void;
};

/** A thin line that grows under the finger and shows where it will land. Time runs left to right in every language. */
export function ProgressBar({ player: onStage, toldMs, onScrub }: Props) {
  const strip = useRef<HTMLDivElement>(null);
  const scrub = useSignal<number | undefined>(undefined);
  const length = useComputed(() => {
    const player = onStage.value;
    return player?.play.value ? player.duration : toldMs() / 1000;
  });
  const seconds = useComputed(() => scrub.value ?? onStage.value?.seconds.value ?? 0);
  const text = useComputed(() => `${clock(seconds.value)} / ${clock(length.value)}`);
  useSignalEffect(() => {
    const share = length.value > 0 ? seconds.value / length.value : 0;
    strip.current?.style.setProperty('--share', String(Math.min(1, share)));
  });

  function land() {
    if (scrub.peek() === undefined) return;
    onStage.peek()?.seek(scrub.peek() ?? 0);
    scrub.value = undefined;
  }

  return (
    <div ref={strip} class={styles.strip} dir="ltr" data-scrubbing={useComputed(() => scrub.value !== undefined)}>
      <Still board={onStage.value?.play.value?.storyboard} scrub={scrub} text={text} />
      <input
        class={styles.range}
        type="range"
        min="0"
        step="0.1"
        max={length}
        value={seconds}
        aria-label={t`Position`}
        aria-valuetext={text}
        onInput={(event) => {
          scrub.value = Number(event.currentTarget.value);
          onScrub?.();
        }}
        onChange={land}
        onPointerCancel={land}
      />
    </div>
  );
}
