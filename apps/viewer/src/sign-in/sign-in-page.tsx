import type { Me } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ownAddress, paths } from '../paths.ts';
import { signIn } from '../people/me.ts';
import { SignInForm } from '../people/sign-in-form.tsx';
import { useTask } from '../people/use-task.ts';
import { welcome } from '../people/welcome.ts';
import { Page } from '../shell/page.tsx';
import { tell } from '../shell/toast.tsx';
import styles from './sign-in.module.css';

/** Where the link in the mail leads. One press signs in: programs that look into mails follow links, but press nothing. */
export default function SignInPage() {
  const { query, route } = useLocation();
  const [token, setToken] = useState(query.token);
  const next = ownAddress(query.next ?? null) ?? paths.start();
  const enter = (viewer: Me) => {
    tell(welcome(viewer));
    route(next, true);
  };
  return (
    <Page title={t`Sign in`} width="narrow">
      {token ? (
        <Confirm token={token} onDone={enter} onAnother={() => setToken(undefined)} />
      ) : (
        <SignInForm next={next} onSignedIn={enter} />
      )}
    </Page>
  );
}

type Props = { token: string; onDone: (viewer: Me) => void; onAnother: () => void };

function Confirm({ token, onDone, onAnother }: Props) {
  const { busy, wrong, run } = useTask();
  const confirm = async () => onDone(await signIn(token));
  return (
    <div class={styles.confirm} aria-busy={busy}>
      {wrong ? (
        <>
          <p role="alert">{wrong}</p>
          <Button onClick={onAnother}>{t`Ask for a new link`}</Button>
        </>
      ) : (
        <>
          <p>{t`What you watched and kept on this device goes to your account.`}</p>
          <Button onClick={() => void run(confirm)}>{t`Sign in on this device`}</Button>
        </>
      )}
    </div>
  );
}
