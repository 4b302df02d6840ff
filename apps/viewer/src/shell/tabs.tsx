import { Icon, type IconName } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { useLocation } from 'preact-iso';
import { paths, tabOf } from '../paths.ts';
import { storefront } from '../storefront.ts';
import styles from './tabs.module.css';

type Tab = { name: ReturnType<typeof tabOf>; href: string; icon: IconName; on: IconName; word: string };

function tabs(): Tab[] {
  const home = t({ message: 'Home', comment: 'Tab: the page with everything there is to watch' });
  const forYou = t({ message: 'For You', comment: 'Tab: the feed of episodes chosen for this viewer' });
  return [
    { name: 'home', href: paths.home(), icon: 'home', on: 'home-on', word: home },
    { name: 'for-you', href: paths.forYou(), icon: 'for-you', on: 'for-you-on', word: forYou },
    { name: 'list', href: paths.list(), icon: 'list', on: 'list-on', word: t`My list` },
    { name: 'profile', href: paths.profile(), icon: 'profile', on: 'profile-on', word: t`Profile` },
  ];
}

/** The four places of the app. Inside a series there are none: the episode has the whole screen. */
export function Tabs() {
  const here = tabOf(useLocation().path, storefront.value.start === 'home' ? 'home' : 'for-you');
  if (here === 'none') return null;
  return (
    <nav class={styles.tabs} aria-label={t`The app`} data-tabs="">
      <ul class={styles.list}>
        {tabs().map(({ name, href, icon, on, word }) => (
          <li key={name}>
            <a class={styles.tab} href={href} aria-current={name === here ? 'page' : undefined}>
              <Icon name={name === here ? on : icon} />
              <span class={styles.word}>{word}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
