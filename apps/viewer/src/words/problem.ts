import { Refusal } from '@cliffhanger/api-client/client';
import { t } from '@lingui/core/macro';

type Way = 'retry' | 'home';
export type Trouble = { sentence: string; way: Way };

/** One sentence and one way on for every refusal. What the service wrote beside its name is not shown to a viewer. */
export function trouble(cause: unknown): Trouble {
  const name = cause instanceof Refusal ? cause.problem : 'unreadable';
  switch (name) {
    case 'offline':
      return { sentence: t`The network is gone. We go on as soon as it is back.`, way: 'retry' };
    case 'not-found':
      return { sentence: t`There is nothing at this address.`, way: 'home' };
    case 'nothing-published':
      return { sentence: t`There is nothing to watch here yet.`, way: 'retry' };
    case 'overloaded':
    case 'timed-out':
    case 'not-ready':
      return { sentence: t`Too much is going on here. Wait a moment and try again.`, way: 'retry' };
    case 'media':
      return { sentence: t`This episode cannot be played on this device.`, way: 'retry' };
    default: {
      const id = cause instanceof Refusal ? cause.requestId : undefined;
      return {
        sentence: id ? t`Something went wrong (${id}). Try again.` : t`Something went wrong. Try again.`,
        way: 'retry',
      };
    }
  }
}
