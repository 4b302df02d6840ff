import type { AudioTrack } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { languageName } from '../words/words.ts';

/** What a voice calls itself, as the one to choose it reads it. */
export function voiceName({ language, name }: Pick<AudioTrack, 'language' | 'name'>): string {
  // Whoever delivered a folder without a description named no language for its sound.
  return language === 'und' ? t`Original` : name || languageName(language);
}
