import { Bone, Skeleton } from '@cliffhanger/ui/skeleton';
import hero from './hero.module.css';
import rail from './rail.module.css';

const POSTERS = [0, 1, 2, 3, 4, 5, 6];

export function HomeSkeleton() {
  return (
    <Skeleton>
      <div class={hero.hero}>
        <Bone shape="hero" />
      </div>
      <div class={rail.section}>
        <div class={rail.head}>
          <Bone shape="short" />
        </div>
        <div class={rail.row}>
          {POSTERS.map((at) => (
            <Bone key={at} shape="poster" />
          ))}
        </div>
      </div>
    </Skeleton>
  );
}
