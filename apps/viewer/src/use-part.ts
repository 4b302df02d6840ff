import { Refusal } from '@cliffhanger/api-client/ask';
import { useEffect, useState } from 'preact/hooks';
import { trouble } from './words/problem.ts';
import { say } from './words/said.tsx';

/** A part of a page that is not on its first screen: a chunk of its own, which comes once it is wanted. */
export function usePart<T extends object>(
  load: () => Promise<T>,
  wanted: boolean,
  onFailed: () => void,
): T | undefined {
  const [part, setPart] = useState<T>();
  useEffect(() => {
    if (!wanted || part) return;
    let here = true;
    load().then(
      (loaded) => here && setPart(loaded),
      () => {
        if (!here) return;
        onFailed();
        say(trouble(new Refusal('offline')).sentence);
      },
    );
    return () => {
      here = false;
    };
  }, [wanted, part]);
  return part;
}
