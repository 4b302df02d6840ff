import { Icon } from '@cliffhanger/ui/icon';
import type { ComponentChildren } from 'preact';
import { useArrival } from './arrival.ts';
import styles from './page.module.css';
import { useSettledScroll } from './scroll.ts';

type Props = {
  title: string;
  children: ComponentChildren;
  /** While its content is on the way nothing is scrolled back to. */
  busy?: boolean;
  /** Where the page belongs; shown before the title. */
  back?: { href: string; word: string };
  /** What stands at the end of the title's line. */
  actions?: ComponentChildren;
  /** Lines of text and forms are narrow, shelves of pictures wide. */
  width?: 'narrow' | 'wide';
};

/** The frame of a page: its title gets the focus, so that whoever listens hears where he is. */
export function Page({ title, children, busy = false, back, actions, width = 'wide' }: Props) {
  const heading = useArrival<HTMLHeadingElement>(title);
  useSettledScroll(!busy);
  return (
    <main class={styles.page} data-width={width} aria-busy={busy}>
      <header class={styles.head}>
        {back && (
          <a class={styles.back} href={back.href} aria-label={back.word}>
            <Icon name="back" mirror />
          </a>
        )}
        <h1 ref={heading} class={styles.title} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </header>
      {children}
    </main>
  );
}
