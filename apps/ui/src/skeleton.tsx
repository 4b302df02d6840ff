import type { ComponentChildren } from 'preact';
import styles from './skeleton.module.css';

/** The shape of what comes; seen only when it takes longer than a blink. */
export function Skeleton({ children }: { children: ComponentChildren }) {
  return (
    <div class={styles.skeleton} aria-hidden="true">
      {children}
    </div>
  );
}

type BoneProps = { shape: 'line' | 'short' | 'title' | 'poster' | 'hero' | 'still' | 'row' | 'cell' };

export function Bone({ shape }: BoneProps) {
  return <span class={styles.bone} data-shape={shape} />;
}
