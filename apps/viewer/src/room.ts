import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';

/** A room that comes as a chunk of its own. Where it cannot be fetched that is said in words: no page stays blank. */
export function room(load: () => Promise<{ default: ComponentType }>) {
  return lazy(() =>
    load().catch((cause: unknown) => ({
      default(): never {
        throw cause;
      },
    })),
  );
}
