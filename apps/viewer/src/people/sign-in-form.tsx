import type { Me } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { Field } from '@cliffhanger/ui/field';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { locale } from '../words/words.ts';
import { askForLink } from './me.ts';
import { PasskeyButton } from './passkey-button.tsx';
import styles from './people.module.css';
import { useTask } from './use-task.ts';

type Props = {
  /** Where the link in the mail leads in the end. */
  next: string;
  /** He took a way that needs no mail. */
  onSignedIn: (viewer: Me) => void;
};

/** No address is longer (RFC 5321). */
const ADDRESS_MAX = 254;

/** An address to send a link to. No password to forget. */
export function SignInForm({ next, onSignedIn }: Props) {
  const [sentTo, setSentTo] = useState<string>();
  const { busy, wrong, run } = useTask();
  if (sentTo !== undefined) return <CheckMail address={sentTo} onBack={() => setSentTo(undefined)} />;
  return (
    <div class={styles.form}>
      <form
        class={styles.form}
        aria-busy={busy}
        onSubmit={(event) => {
          event.preventDefault();
          const email = String(new FormData(event.currentTarget).get('email') ?? '').trim();
          void run(async () => {
            await askForLink(email, locale.peek(), next);
            setSentTo(email);
          });
        }}
      >
        <Field
          label={t`Your e-mail address`}
          name="email"
          kind="email"
          most={ADDRESS_MAX}
          hint={t`We send you a link that signs you in. There is no password.`}
          wrong={wrong}
        />
        <Button submit>
          <Icon name="mail" />
          {t`Send me a link`}
        </Button>
      </form>
      <PasskeyButton onSignedIn={onSignedIn} />
    </div>
  );
}

function CheckMail({ address, onBack }: { address: string; onBack: () => void }) {
  return (
    <div class={styles.form} role="status">
      <h2 class={styles.heading}>
        <Icon name="mail" />
        {t`Check your mail`}
      </h2>
      <p>{t`A link is on its way to ${address}. It works once, for 15 minutes, on any device.`}</p>
      <Button kind="quiet" onClick={onBack}>{t`Use another address`}</Button>
    </div>
  );
}
