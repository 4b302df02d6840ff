import type { Storyboard } from '@cliffhanger/api-client/types';

/** Which still shows a moment: its column and row in the picture. */
export function stillAt(board: Storyboard, seconds: number): { column: number; row: number } {
  const index = Math.min(board.count - 1, Math.max(0, Math.floor((seconds * 1000) / board.interval_ms)));
  return { column: index % board.columns, row: Math.floor(index / board.columns) };
}
