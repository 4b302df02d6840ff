import type { Storyboard } from '@cliffhanger/api-client/types';
import type { ReadonlySignal } from '@preact/signals';
import { useStyle } from '../use-style.ts';
import styles from './progress-bar.module.css';
import { stillAt } from './storyboard.ts';

type Props = {
  board: Storyboard | null | undefined;
  scrub: ReadonlySignal<number | undefined>;
  text: ReadonlySignal<string>;
};

/** The still and the time of where a drag would land. */
export function Still({ board, scrub, text }: Props) {
  const at = scrub.value;
  const { column, row } = board && at !== undefined ? stillAt(board, at) : { column: 0, row: 0 };
  const place = useStyle<HTMLDivElement>({
    '--column': String(column),
    '--row': String(row),
    '--columns': String(board?.columns ?? 1),
    '--tile-wide': String(board?.tile_width ?? 9),
    '--tile-high': String(board?.tile_height ?? 16),
  });
  if (at === undefined) return null;
  return (
    <div ref={place} class={styles.preview}>
      {board && (
        <div class={styles.still}>
          <img class={styles.board} src={board.url} alt="" draggable={false} />
        </div>
      )}
      <span class={styles.time}>{text}</span>
    </div>
  );
}
