import { t } from '@lingui/core/macro';
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { clock } from '../playback/clock.ts';
import styles from './progress-bar.module.css';
import type { Stage } from './stage.ts';
import { Still } from './still.tsx';

/** A thin line that grows under the finger and shows where it will land. Time runs left to right in every language. */
export function ProgressBar({ stage }: { stage: Stage }) {
  const strip = useRef<HTMLDivElement>(null);
  const scrub = useSignal<number | undefined>(undefined);
  const length = useComputed(() => {
    const player = stage.player.value;
    return player?.play.value ? player.duration : (stage.card?.episode.duration_ms ?? 0) / 1000;
  });
  const seconds = useComputed(() => scrub.value ?? stage.player.value?.seconds.value ?? 0);
  const text = useComputed(() => `${clock(seconds.value)} / ${clock(length.value)}`);
  useSignalEffect(() => {
    const share = length.value > 0 ? seconds.value / length.value : 0;
    strip.current?.style.setProperty('--share', String(Math.min(1, share)));
  });

  function land() {
    if (scrub.peek() === undefined) return;
    stage.player.peek()?.seek(scrub.peek() ?? 0);
    scrub.value = undefined;
  }

  return (
    <div ref={strip} class={styles.strip} dir="ltr" data-scrubbing={useComputed(() => scrub.value !== undefined)}>
      <Still board={stage.player.value?.play.value?.storyboard} scrub={scrub} text={text} />
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
          stage.wake();
        }}
        onChange={land}
        onPointerCancel={land}
      />
    </div>
  );
}
