import type { History } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { drop } from '../kept.ts';
import { tell } from '../shell/toast.tsx';
import { forgetAll, forgetOne, watched } from './answers.ts';

/** The service cannot give back what it forgot, nor can this device. So both do it only when the way back is closed. */
export function remove(seriesId: string): void {
  const without = ({ entries }: History) => ({ entries: entries.filter(({ series }) => series.id !== seriesId) });
  put(without, t`Removed from your history.`, () => {
    drop(`place.${seriesId}`);
    return forgetOne(seriesId);
  });
}

export function clear(): void {
  put(
    () => ({ entries: [] }),
    t`Your history is empty.`,
    () => {
      drop('place.');
      return forgetAll();
    },
  );
}

function put(change: (history: History) => History, sentence: string, commit: () => Promise<void>): void {
  const goBack = watched.change(change);
  tell(sentence, goBack, () => {
    commit().catch(() => {
      watched.expire();
      tell(t`That did not work. Your history is as it was.`);
    });
  });
}
