import type { Passkey } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { Field } from '@cliffhanger/ui/field';
import { Icon } from '@cliffhanger/ui/icon';
import { IconButton } from '@cliffhanger/ui/icon-button';
import { Sheet } from '@cliffhanger/ui/sheet';
import { Bone, Skeleton } from '@cliffhanger/ui/skeleton';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { addPasskey, canHavePasskeys, passkeys, removePasskey, renamePasskey } from '../people/passkeys.ts';
import { useTask } from '../people/use-task.ts';
import { tell } from '../shell/toast.tsx';
import { TroublePanel } from '../words/trouble-panel.tsx';
import { lastUse } from './last-use.ts';
import styles from './profile.module.css';

/** The service refuses more letters. */
const NAME_MAX = 60;

/** The way in without an address. Whoever loses his passkeys still has the link by mail. */
export function PasskeysGroup() {
  if (!canHavePasskeys()) return null;
  return (
    <section class={styles.group} aria-labelledby="passkeys">
      <h2 id="passkeys" class={styles.heading}>{t`Passkeys`}</h2>
      <p
        class={styles.note}
      >{t`Sign in with your finger, your face or a PIN, without an e-mail. A link by mail still works.`}</p>
      <Kept />
    </section>
  );
}

function Kept() {
  const { state, retry } = passkeys.use();
  if (state.is === 'failed') return <TroublePanel cause={state.cause} onRetry={retry} />;
  if (state.is === 'loading') {
    return (
      <Skeleton>
        <Bone shape="row" />
      </Skeleton>
    );
  }
  const { passkeys: kept, passkeys_max: max } = state.data;
  return (
    <>
      {kept.length > 0 ? (
        <ul class={styles.parts}>
          {kept.map((passkey) => (
            <Row key={passkey.passkey_id} passkey={passkey} />
          ))}
        </ul>
      ) : (
        <p>{t`You have no passkey yet.`}</p>
      )}
      {kept.length < max ? <Add /> : <p class={styles.note}>{t`There is no room for another. Remove one first.`}</p>}
    </>
  );
}

function Add() {
  const { busy, wrong, run } = useTask();
  const add = async () => {
    await addPasskey();
    tell(t`The passkey is added. Next time, sign in with it.`);
  };
  return (
    <div class={styles.group} aria-busy={busy}>
      {wrong && <p role="alert">{wrong}</p>}
      <div class={styles.buttons}>
        <Button kind="quiet" onClick={() => void run(add)}>
          <Icon name="key" />
          {t`Add a passkey`}
        </Button>
      </div>
    </div>
  );
}

function Row({ passkey }: { passkey: Passkey }) {
  const [asked, ask] = useState<'rename' | 'remove'>();
  const { name, host } = passkey;
  const leave = () => ask(undefined);
  return (
    <li class={styles.part}>
      <Icon name="key" />
      <span class={styles.word}>
        <bdi>{name}</bdi>
        <span class={styles.note}>{lastUse(passkey)}</span>
        {host !== location.hostname && <bdi class={styles.note}>{host}</bdi>}
      </span>
      <IconButton plain icon="rename" label={t`Rename the passkey “${name}”`} onClick={() => ask('rename')} />
      <IconButton plain icon="remove" label={t`Remove the passkey “${name}”`} onClick={() => ask('remove')} />
      <Sheet open={asked === 'rename'} title={t`Rename “${name}”`} closeLabel={t`Close`} onClose={leave}>
        <Rename passkey={passkey} onDone={leave} />
      </Sheet>
      <Sheet open={asked === 'remove'} title={t`Remove “${name}”?`} closeLabel={t`Close`} onClose={leave}>
        <Confirm passkey={passkey} onDone={leave} />
      </Sheet>
    </li>
  );
}

function Rename({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const { busy, wrong, run } = useTask();
  const save = async (name: string) => {
    await renamePasskey(passkey.passkey_id, name);
    onDone();
    tell(t`The passkey has a new name.`);
  };
  return (
    <form
      class={styles.group}
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => save(String(new FormData(event.currentTarget).get('name') ?? '').trim()));
      }}
    >
      <Field label={t`Name`} name="name" kind="text" most={NAME_MAX} value={passkey.name} wrong={wrong} />
      <Button submit>{t`Save`}</Button>
    </form>
  );
}

function Confirm({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const { wrong, run } = useTask();
  const remove = async () => {
    await removePasskey(passkey.passkey_id);
    onDone();
    tell(t`The passkey is removed.`);
  };
  return (
    <div class={styles.group}>
      <p>{t`It does not sign you in any more. You can always have a link sent by mail.`}</p>
      <p class={styles.note}>{t`Delete it in the settings of your device, too, so that it is not offered again.`}</p>
      {wrong && <p role="alert">{wrong}</p>}
      <Button kind="grave" onClick={() => void run(remove)}>{t`Remove the passkey`}</Button>
      <Button kind="quiet" onClick={onDone}>{t`Keep the passkey`}</Button>
    </div>
  );
}
