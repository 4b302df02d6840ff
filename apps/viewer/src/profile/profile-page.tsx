import type { Me } from '@cliffhanger/api-client/types';
import { Icon, type IconName } from '@cliffhanger/ui/icon';
import { Bone, Skeleton } from '@cliffhanger/ui/skeleton';
import { t } from '@lingui/core/macro';
import { type ProfilePart, paths } from '../paths.ts';
import { me } from '../people/me.ts';
import { Page } from '../shell/page.tsx';
import { locales } from '../words/locales.ts';
import { locale } from '../words/words.ts';
import { partName } from './parts.ts';
import styles from './profile.module.css';

/** Who watches, and what he can set: a page for each. */
export default function ProfilePage() {
  const { state } = me.use();
  const language = locales.find(({ code }) => code === locale.value)?.name;
  return (
    <Page title={t`Profile`} width="narrow" busy={state.is === 'loading'}>
      {state.is === 'loading' && (
        <Skeleton>
          <Bone shape="row" />
          <Bone shape="row" />
        </Skeleton>
      )}
      {/* Where nobody can say who he is, nothing is: what he can set is there all the same. */}
      {state.is === 'ready' && <Who {...state.data} />}
      <nav aria-label={t`Profile`}>
        <ul class={styles.parts}>
          <Part part="account" icon="profile" />
          <Part part="language" icon="language" value={language} />
          <Part part="playback" icon="settings" />
          <li>
            <Line
              href={paths.history()}
              icon="history"
              word={t({ message: 'History', comment: 'Page: what the viewer has watched' })}
            />
          </li>
          <Part part="privacy" icon="privacy" />
        </ul>
      </nav>
    </Page>
  );
}

function Who({ email, signed_in }: Pick<Me, 'email' | 'signed_in'>) {
  return (
    <div class={styles.who}>
      <span class={styles.face}>
        <Icon name="profile-on" />
      </span>
      <div class={styles.about}>
        {email ? <bdi class={styles.name}>{email}</bdi> : <span class={styles.name}>{t`You watch as a guest`}</span>}
        <p class={styles.note}>
          {signed_in
            ? t`Your list and your history are on every device where you sign in.`
            : t`Your list and your history are on this device. Sign in, and they come along.`}
        </p>
        {!signed_in && (
          <a class={styles.signIn} href={paths.profilePart('account')}>
            {t`Sign in`}
          </a>
        )}
      </div>
    </div>
  );
}

function Part({ part, icon, value }: { part: ProfilePart; icon: IconName; value?: string | undefined }) {
  return (
    <li>
      <Line href={paths.profilePart(part)} icon={icon} word={partName(part)} value={value} />
    </li>
  );
}

type LineProps = { href: string; icon: IconName; word: string; value?: string | undefined };

function Line({ href, icon, word, value }: LineProps) {
  return (
    <a class={styles.part} href={href}>
      <Icon name={icon} />
      <span class={styles.word}>{word}</span>
      {value && <span class={styles.note}>{value}</span>}
      <Icon name="forward" mirror />
    </a>
  );
}
