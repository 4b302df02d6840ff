import type { SeriesPage } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { tell } from '../shell/toast.tsx';
import { languageName } from '../words/words.ts';
import { putAsked, seriesOf } from './answers.ts';

/** Holds at once; goes back where the service refuses or the viewer thinks better of it. */
export async function ask(page: SeriesPage, language: string, on: boolean): Promise<void> {
  const { id, slug } = page.series;
  const name = languageName(language);
  const goBack = seriesOf.change((data) => {
    const others = data.asked_languages.filter((tag) => tag !== language);
    return { ...data, asked_languages: on ? [...others, language] : others };
  }, slug);
  try {
    await putAsked(id, language, on);
    const undo = () => void ask(page, language, !on);
    tell(
      on ? t`Thank you. The publisher is told that you want it in ${name}.` : t`You no longer ask for ${name}.`,
      undo,
    );
  } catch {
    goBack();
    tell(t`That did not work. Try again.`);
  }
}
