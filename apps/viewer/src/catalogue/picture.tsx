import type { Rendition } from '@cliffhanger/api-client/types';
import { saver } from '../playback/saver.ts';
import { useStyle } from '../use-style.ts';
import styles from './picture.module.css';
import { tintOf } from './tint.ts';
import { SIZES, type Sizes, srcsetOf } from './widths.ts';

type Props = {
  /** As it was delivered: for browsers and pictures that have nothing smaller. */
  src: string | null | undefined;
  renditions: readonly Rendition[] | undefined;
  sizes: Sizes;
  placeholder: string | null | undefined;
  /** 2:3 in lists, 4:5 at the top of a page, 9:16 for a whole screen. */
  shape: 'poster' | 'hero' | 'cover';
  /** The one picture that the page is about is fetched before all others. */
  first?: boolean;
};

/** A picture of a series. Its title stands beside it in words, so it has no other text; its colour is there before it. */
export function Picture({ src, renditions, sizes, placeholder, shape, first = false }: Props) {
  const tint = tintOf(placeholder);
  // The first one is named ahead by the page, which knows of no saving: another choice would fetch it twice.
  const srcset = srcsetOf(renditions, saver.value && !first);
  const frame = useStyle<HTMLSpanElement>(tint ? { '--tint': tint } : {});
  return (
    <span ref={frame} class={styles.picture} data-shape={shape}>
      {src && (
        <img
          class={styles.image}
          // Before the address: whoever reads it first begins to fetch.
          loading={first ? 'eager' : 'lazy'}
          fetchpriority={first ? 'high' : 'auto'}
          sizes={srcset && SIZES[sizes]}
          srcset={srcset}
          src={src}
          alt=""
          decoding="async"
        />
      )}
    </span>
  );
}
