import { t } from '@lingui/core/macro';
import type { ProfilePart } from '../paths.ts';

export function partName(part: ProfilePart): string {
  switch (part) {
    case 'account':
      return t`Account`;
    case 'language':
      return t`Language and subtitles`;
    case 'playback':
      return t({ message: 'Playback', comment: 'Page of settings: how episodes are played' });
    case 'privacy':
      return t`Privacy`;
  }
}
