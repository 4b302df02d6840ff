import type { Me } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';

/** What to say to somebody who has just signed in, whichever way he took. */
export function welcome({ email }: Me): string {
  return email ? t`You are signed in as ${email}. What you watched here came along.` : t`You are signed in.`;
}
