import { Refusal } from '@cliffhanger/api-client/ask';
import { useSignalEffect } from '@preact/signals';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { returned } from './network.ts';

export type Resource<T> = { is: 'loading' } | { is: 'ready'; data: T } | { is: 'failed'; cause: unknown };

const LOADING = { is: 'loading' } as const;

/** Data of one page: asked for once per key, given up when the page goes, asked for again on `retry` and with the network. */
export function useResource<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  key: readonly unknown[],
): { state: Resource<T>; retry: () => void } {
  const [known, setKnown] = useState<{ of: string; state: Resource<T> }>({ of: '', state: LOADING });
  const [round, setRound] = useState(0);
  const of = JSON.stringify(key);
  // What is known of another key is nothing for this one, not even for the one drawing before the effect below.
  const state = known.of === of ? known.state : LOADING;
  // The key stands for what `ask` closes over.
  useEffect(() => {
    const life = new AbortController();
    setKnown({ of, state: LOADING });
    ask(life.signal).then(
      (data) => !life.signal.aborted && setKnown({ of, state: { is: 'ready', data } }),
      (cause) => !life.signal.aborted && setKnown({ of, state: { is: 'failed', cause } }),
    );
    return () => life.abort();
  }, [of, round]);
  const retry = useCallback(() => setRound((count) => count + 1), []);
  const cause = useRef<unknown>(undefined);
  cause.current = state.is === 'failed' ? state.cause : undefined;
  useSignalEffect(() => {
    if (returned.value > 0 && cause.current instanceof Refusal && cause.current.problem === 'offline') retry();
  });
  return { state, retry };
}
