import { Bone, Skeleton } from '@cliffhanger/ui/skeleton';
import styles from './series.module.css';

const CELLS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export function SeriesSkeleton() {
  return (
    <Skeleton>
      <div class={styles.hero}>
        <div class={styles.art}>
          <Bone shape="hero" />
        </div>
      </div>
      <div class={styles.body}>
        <Bone shape="title" />
        <Bone shape="line" />
        <Bone shape="row" />
        <div class={styles.cells}>
          {CELLS.map((at) => (
            <Bone key={at} shape="cell" />
          ))}
        </div>
      </div>
    </Skeleton>
  );
}
