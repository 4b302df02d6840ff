import { Button } from '@cliffhanger/ui/button';
import { t } from '@lingui/core/macro';
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import styles from './toast.module.css';

type Told = { sentence: string; undo?: (() => void) | undefined; over?: (() => void) | undefined };

/** Long enough to read it and to reach the button, with a keyboard too. */
const SHOWN_MS = 8000;
const told = signal<Told | undefined>(undefined);
let timer = 0;

/** Says what was done, with a way to take it back. `over` runs when the way back is closed. */
export function tell(sentence: string, undo?: () => void, over?: () => void): void {
  finish();
  told.value = { sentence, undo, over };
  timer = window.setTimeout(finish, SHOWN_MS);
}

function finish(): void {
  clearTimeout(timer);
  const { over } = told.peek() ?? {};
  told.value = undefined;
  over?.();
}

function takeBack(): void {
  clearTimeout(timer);
  const { undo } = told.peek() ?? {};
  told.value = undefined;
  undo?.();
}

// What waited for a change of mind is done when the page goes.
addEventListener('pagehide', finish);

/** Where it is told; screen readers hear it. One in the app. */
export function Toast() {
  const { path } = useLocation();
  // Another page asks the service anew: what still waits is told to it first.
  useEffect(() => () => told.peek()?.over && finish(), [path]);
  return (
    <div class={styles.toast} role="status" data-shown={told.value !== undefined}>
      {told.value && (
        <>
          <p>{told.value.sentence}</p>
          {told.value.undo && (
            <Button kind="plain" onClick={takeBack}>
              {t({ message: 'Undo', comment: 'Button: takes back what was just done' })}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
