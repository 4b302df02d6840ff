import { Refusal } from '@cliffhanger/api-client/ask';
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
    case 'link-invalid':
      return { sentence: t`This link has been used, or is too old. Ask for a new one.`, way: 'retry' };
    case 'passkey-unknown':
      return { sentence: t`This passkey is not known here any more. Have a link sent by mail.`, way: 'retry' };
    case 'passkey-invalid':
      return { sentence: t`This passkey was not accepted. Try again, or have a link sent by mail.`, way: 'retry' };
    case 'passkey-given-up':
      return { sentence: t`No passkey was chosen. Try again, or have a link sent by mail.`, way: 'retry' };
    case 'passkey-there':
      return { sentence: t`This device has a passkey of yours already. Sign in with it.`, way: 'retry' };
    case 'passkeys-off':
      return {
        sentence: t`Passkeys do not work at this address or on this device. Have a link sent by mail.`,
        way: 'retry',
      };
    case 'sign-in-needed':
      return { sentence: t`You are signed out. Sign in and try again.`, way: 'retry' };
    case 'mail-off':
      return { sentence: t`This service sends no mail yet. Come back later.`, way: 'retry' };
    case 'age-gate':
      return { sentence: t`This series is for adults.`, way: 'retry' };
    case 'nothing-published':
      return { sentence: t`There is nothing to watch here yet.`, way: 'retry' };
    case 'too-many-requests':
      return { sentence: t`That was asked too often. Wait a while and try again.`, way: 'retry' };
    case 'session-renewed':
      return { sentence: t`This device was signed in anew. Try again.`, way: 'retry' };
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
