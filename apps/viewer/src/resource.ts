import { Refusal } from '@cliffhanger/api-client/client';
import { useSignalEffect } from '@preact/signals';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { offline } from './network.ts';

export type Resource<T> = { is: 'loading' } | { is: 'ready'; data: T } | { is: 'failed'; cause: unknown };

/** Data of one page: asked for once per key, given up when the page goes, asked for again on `retry` and with the network. */
export function useResource<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  key: readonly unknown[],
): { state: Resource<T>; retry: () => void } {
  const [state, setState] = useState<Resource<T>>({ is: 'loading' });
  const [round, setRound] = useState(0);
  // The key stands for what `ask` closes over.
  useEffect(() => {
    const life = new AbortController();
    setState({ is: 'loading' });
    ask(life.signal).then(
      (data) => !life.signal.aborted && setState({ is: 'ready', data }),
      (cause) => !life.signal.aborted && setState({ is: 'failed', cause }),
    );
    return () => life.abort();
  }, [...key, round]);
  const retry = useCallback(() => setRound((count) => count + 1), []);
  const cause = useRef<unknown>(undefined);
  cause.current = state.is === 'failed' ? state.cause : undefined;
  useSignalEffect(() => {
    if (!offline.value && cause.current instanceof Refusal && cause.current.problem === 'offline') retry();
  });
  return { state, retry };
}
