import { Bone, Skeleton } from '@cliffhanger/ui/skeleton';
import type { ComponentChildren } from 'preact';
import styles from './poster-grid.module.css';

/** Posters side by side, as many as there is room for. */
export function PosterGrid({ children }: { children: ComponentChildren }) {
  return <ul class={styles.grid}>{children}</ul>;
}

const COMING = [0, 1, 2, 3, 4, 5];

export function PosterGridSkeleton() {
  return (
    <div class={styles.grid}>
      <Skeleton>
        {COMING.map((at) => (
          <Bone key={at} shape="poster" />
        ))}
      </Skeleton>
    </div>
  );
}
