import { Button } from '@cliffhanger/ui/button';
import { Sheet } from '@cliffhanger/ui/sheet';
import { t } from '@lingui/core/macro';
import { changeMe } from './me.ts';
import styles from './people.module.css';
import { useTask } from './use-task.ts';

type Props = { open: boolean; onPass: () => void; onLeave: () => void };

/** Before a series for adults: asked once, then remembered with the viewer. */
export function AgeGate({ open, onPass, onLeave }: Props) {
  const { wrong, run } = useTask();
  const pass = async () => {
    await changeMe({ of_age: true });
    onPass();
  };
  return (
    <Sheet open={open} title={t`This series is for adults.`} closeLabel={t`Close`} onClose={onLeave}>
      <div class={styles.gate}>
        <p>{t`It is suited for viewers of 18 and over. If you are, say so once, and we do not ask again.`}</p>
        {wrong && <p role="alert">{wrong}</p>}
        <Button onClick={() => void run(pass)}>{t`I am 18 or older`}</Button>
        <Button kind="quiet" onClick={onLeave}>{t`Not now`}</Button>
      </div>
    </Sheet>
  );
}
