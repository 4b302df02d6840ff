import type { Passkey } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { perLanguage } from '../words/per-language.ts';
import { locale } from '../words/words.ts';

const days = perLanguage((tag) => new Intl.DateTimeFormat([tag], { dateStyle: 'medium' }));

/** When a passkey was last used, in words. */
export function lastUse({ created_at_ms, last_used_at_ms }: Passkey): string {
  const date = days(locale.value).format(last_used_at_ms ?? created_at_ms);
  return last_used_at_ms == null ? t`Added on ${date}, not used yet` : t`Last used on ${date}`;
}
