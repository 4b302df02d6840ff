import { Icon } from '@cliffhanger/ui/icon';
import { useStyle } from '../use-style.ts';
import styles from './hearts.module.css';
import type { Heart as At, Stage } from './stage.ts';

/** A heart where the finger was. Decoration: the button beside the picture says that the episode is liked. */
export function Hearts({ stage }: { stage: Stage }) {
  return (
    <div class={styles.hearts} aria-hidden="true">
      {stage.hearts.value.map((heart) => (
        <Heart key={heart.key} heart={heart} onGone={() => stage.heartGone(heart.key)} />
      ))}
    </div>
  );
}

function Heart({ heart, onGone }: { heart: At; onGone: () => void }) {
  const place = useStyle<HTMLSpanElement>({ '--x': `${heart.x}px`, '--y': `${heart.y}px` });
  return (
    <span ref={place} class={styles.heart} onAnimationEnd={onGone}>
      <Icon name="heart-on" />
    </span>
  );
}
