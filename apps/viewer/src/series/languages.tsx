import type { SeriesPage } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { usePart } from '../use-part.ts';
import { inList, languageName, viewerLanguages } from '../words/words.ts';
import { ask } from './ask.ts';
import { missing } from './missing.ts';
import styles from './series.module.css';

const load = () => import('./ask-sheet.tsx');

/** What it can be heard and read in. Whoever misses his language asks for it here. */
export function Languages({ page }: { page: SeriesPage }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const part = usePart(load, open, close);
  const { series, asked_languages: asked } = page;
  const { audio, subtitles } = series.languages;
  const mine = missing([...audio, ...subtitles], viewerLanguages().slice(0, 1))[0];
  const language = mine ? languageName(mine) : '';
  return (
    <section class={styles.section} aria-labelledby="languages">
      <h2 id="languages" class={styles.heading}>{t`Languages`}</h2>
      <ul class={styles.list}>
        {named(audio) && <li>{t`Voices: ${named(audio)}`}</li>}
        {named(subtitles) && <li>{t`Subtitles: ${named(subtitles)}`}</li>}
      </ul>
      {mine && !asked.includes(mine) && (
        <Button kind="quiet" onClick={() => void ask(page, mine, true)}>
          <Icon name="language" />
          {t`Ask for ${language}`}
        </Button>
      )}
      <Button kind="plain" onClick={() => setOpen(true)}>
        {asked.length > 0
          ? t`You asked for ${named(asked)}`
          : mine
            ? t`Ask for another language`
            : t`Ask for my language`}
      </Button>
      {part && <part.AskSheet open={open} onClose={close} page={page} />}
    </section>
  );
}

function named(languages: readonly string[]): string {
  return inList(languages.filter((tag) => tag !== 'und').map(languageName));
}
