import { Button } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { Sheet } from '@cliffhanger/ui/sheet';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { paths } from '../paths.ts';
import { deleteMe } from '../people/me.ts';
import { useTask } from '../people/use-task.ts';
import { tell } from '../shell/toast.tsx';
import styles from './profile.module.css';

/** What goes is said before the second press. It is final, and says so. */
export function DeleteAccount() {
  const [open, setOpen] = useState(false);
  const { wrong, run } = useTask();
  const { route } = useLocation();
  const forGood = async () => {
    await deleteMe();
    setOpen(false);
    route(paths.start());
    tell(t`Everything that was kept of you is deleted.`);
  };
  return (
    <section class={styles.group} aria-labelledby="delete">
      <h2 id="delete" class={styles.heading}>{t`Delete everything`}</h2>
      <p class={styles.note}>{t`Your account goes, and all that is kept of you with it.`}</p>
      <div class={styles.buttons}>
        <Button kind="grave" onClick={() => setOpen(true)}>
          <Icon name="remove" />
          {t`Delete my account`}
        </Button>
      </div>
      <Sheet open={open} title={t`Delete your account?`} closeLabel={t`Close`} onClose={() => setOpen(false)}>
        <div class={styles.group}>
          <p>{t`Gone for good are: what you watched, your list, your likes, your sign-in on every device, and whatever you said about yourself.`}</p>
          <p>{t`This cannot be taken back. Download your data first if you want to have it.`}</p>
          {wrong && <p role="alert">{wrong}</p>}
          <Button kind="grave" onClick={() => void run(forGood)}>{t`Delete it for good`}</Button>
          <Button kind="quiet" onClick={() => setOpen(false)}>{t`Keep my account`}</Button>
        </div>
      </Sheet>
    </section>
  );
}
