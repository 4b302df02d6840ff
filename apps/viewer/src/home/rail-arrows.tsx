import { IconButton } from '@cliffhanger/ui/icon-button';
import { t } from '@lingui/core/macro';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import styles from './rail.module.css';

type Ends = { start: boolean; end: boolean };

/** Whether a row is at its ends, as far as it can be pushed. */
export function useRailArrows(): { row: RefObject<HTMLUListElement | null>; ends: Ends } {
  const row = useRef<HTMLUListElement>(null);
  const [ends, setEnds] = useState<Ends>({ start: true, end: true });
  useEffect(() => {
    const list = row.current;
    if (!list) return;
    const look = () => {
      // From right to left the browser counts down from nought.
      const gone = Math.abs(list.scrollLeft);
      const next = { start: gone < 2, end: gone + list.clientWidth > list.scrollWidth - 2 };
      setEnds((known) => (known.start === next.start && known.end === next.end ? known : next));
    };
    const life = new AbortController();
    list.addEventListener('scroll', look, { passive: true, signal: life.signal });
    const watcher = new ResizeObserver(look);
    watcher.observe(list);
    return () => {
      life.abort();
      watcher.disconnect();
    };
  }, []);
  return { row, ends };
}

type Props = { row: RefObject<HTMLUListElement | null>; ends: Ends; of: string };

/** For whoever has neither a finger nor a sideways wheel. The keyboard goes from poster to poster and needs none. */
export function RailArrows({ row, ends, of }: Props) {
  if (ends.start && ends.end) return null;
  const push = (by: 1 | -1) => {
    const list = row.current;
    const forwards = list && getComputedStyle(list).direction === 'rtl' ? -1 : 1;
    list?.scrollBy({ left: by * forwards * list.clientWidth * 0.8, behavior: 'smooth' });
  };
  return (
    <div class={styles.arrows}>
      <IconButton icon="back" mirror label={t`Back in “${of}”`} onClick={() => push(-1)} />
      <IconButton icon="forward" mirror label={t`Forward in “${of}”`} onClick={() => push(1)} />
    </div>
  );
}
