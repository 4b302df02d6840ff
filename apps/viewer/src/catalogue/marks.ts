import { putMark } from '@cliffhanger/api-client/client';
import { signal } from '@preact/signals';
import { onViewerChanged } from '../viewer-changed.ts';

/** What was marked here since the service last said how it stands: by the id of the episode or series. */
const here = signal<ReadonlyMap<string, boolean>>(new Map());

/** Whether an episode is liked, or a series is on the list; `told` is what the service said. */
export function isMarked(id: string, told: boolean | undefined): boolean {
  return here.value.get(id) ?? told ?? false;
}

/** Holds at once; where the service refuses, it goes back and answers false. */
export async function mark(what: 'like' | 'listing', id: string, on: boolean): Promise<boolean> {
  const before = here.peek().get(id);
  note(id, on);
  try {
    await putMark(what, id, on);
    return true;
  } catch {
    // Whoever pressed again in the meantime has had the last word.
    if (here.peek().get(id) === on) note(id, before);
    return false;
  }
}

function note(id: string, on: boolean | undefined): void {
  const marks = new Map(here.peek());
  if (on === undefined) marks.delete(id);
  else marks.set(id, on);
  here.value = marks;
}

onViewerChanged(() => {
  here.value = new Map();
});
