import { useState } from 'preact/hooks';
import { trouble } from '../words/problem.ts';

/** Something that waits for the service: whether it is under way, and what went wrong, in words. */
export function useTask(): {
  busy: boolean;
  wrong: string | undefined;
  run: (task: () => Promise<unknown>) => Promise<void>;
} {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  async function run(task: () => Promise<unknown>): Promise<void> {
    // A second press while the first is under way says nothing new.
    if (busy) return;
    setBusy(true);
    setWrong(undefined);
    try {
      await task();
    } catch (cause) {
      setWrong(trouble(cause).sentence);
    } finally {
      setBusy(false);
    }
  }
  return { busy, wrong, run };
}
