import type { Me } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { canHavePasskeys, signInWithPasskey } from './passkeys.ts';
import styles from './people.module.css';
import { useTask } from './use-task.ts';

type Props = { onSignedIn: (viewer: Me) => void };

/** The way in without an address, where the browser has it. */
export function PasskeyButton({ onSignedIn }: Props) {
  const { busy, wrong, run } = useTask();
  if (!canHavePasskeys()) return null;
  return (
    <div class={styles.form} aria-busy={busy}>
      <Button kind="quiet" onClick={() => void run(async () => onSignedIn(await signInWithPasskey()))}>
        <Icon name="key" />
        {t`Sign in with a passkey`}
      </Button>
      {wrong && <p role="alert">{wrong}</p>}
    </div>
  );
}
