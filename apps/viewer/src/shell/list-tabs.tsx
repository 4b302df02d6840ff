import { t } from '@lingui/core/macro';
import { paths } from '../paths.ts';
import styles from './list-tabs.module.css';

/** What is kept and what was watched: two pages under one tab. */
export function ListTabs({ here }: { here: 'list' | 'history' }) {
  return (
    <nav class={styles.tabs} aria-label={t`What is yours`}>
      <a class={styles.tab} href={paths.list()} aria-current={here === 'list' ? 'page' : undefined}>
        {t`My list`}
      </a>
      <a class={styles.tab} href={paths.history()} aria-current={here === 'history' ? 'page' : undefined}>
        {t({ message: 'History', comment: 'Page: what the viewer has watched' })}
      </a>
    </nav>
  );
}
