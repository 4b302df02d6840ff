import type { Me } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { Bone, Skeleton } from '@cliffhanger/ui/skeleton';
import { t } from '@lingui/core/macro';
import { paths } from '../paths.ts';
import { me, signOut } from '../people/me.ts';
import { SignInForm } from '../people/sign-in-form.tsx';
import { useTask } from '../people/use-task.ts';
import { welcome } from '../people/welcome.ts';
import { tell } from '../shell/toast.tsx';
import { TroublePanel } from '../words/trouble-panel.tsx';
import { AboutYou } from './about-you.tsx';
import { PasskeysGroup } from './passkeys-group.tsx';
import styles from './profile.module.css';

/** The way in from another device, and the way out. */
export function AccountPart() {
  const { state, retry } = me.use();
  if (state.is === 'failed') return <TroublePanel cause={state.cause} onRetry={retry} />;
  if (state.is === 'loading') {
    return (
      <Skeleton>
        <Bone shape="row" />
        <Bone shape="row" />
      </Skeleton>
    );
  }
  const known = state.data;
  return (
    <>
      {known.signed_in ? <SignedIn known={known} /> : <Guest />}
      {known.signed_in && <PasskeysGroup />}
      <AboutYou profile={known.profile} />
    </>
  );
}

function Guest() {
  return (
    <section class={styles.group} aria-labelledby="sign-in">
      <h2 id="sign-in" class={styles.heading}>{t`Sign in`}</h2>
      <p
        class={styles.note}
      >{t`Your list, your history and your likes come along, and are on every device where you sign in.`}</p>
      <SignInForm next={paths.profilePart('account')} onSignedIn={(viewer) => tell(welcome(viewer))} />
    </section>
  );
}

function SignedIn({ known: { email } }: { known: Me }) {
  const { wrong, run } = useTask();
  return (
    <section class={styles.group} aria-labelledby="signed-in">
      <h2 id="signed-in" class={styles.heading}>{t`Signed in`}</h2>
      {email && <bdi>{email}</bdi>}
      <p class={styles.note}>
        {t`Signing out loses nothing: everything stays with your account and is there when you come back.`}
      </p>
      {wrong && <p role="alert">{wrong}</p>}
      <div class={styles.buttons}>
        <Button
          kind="quiet"
          onClick={() =>
            void run(async () => tell((await signOut()) && t`You are signed out. Your account keeps everything.`))
          }
        >
          {t`Sign out`}
        </Button>
      </div>
    </section>
  );
}
