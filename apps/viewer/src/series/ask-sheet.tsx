import type { SeriesPage } from '@cliffhanger/api-client/types';
import { Icon } from '@cliffhanger/ui/icon';
import { Sheet } from '@cliffhanger/ui/sheet';
import { t } from '@lingui/core/macro';
import { locales } from '../words/locales.ts';
import { languageName, viewerLanguages } from '../words/words.ts';
import { ask } from './ask.ts';
import { askable } from './missing.ts';
import styles from './series.module.css';

type Props = { page: SeriesPage; open: boolean; onClose: () => void };

/** The languages that the series does not have: each press asks, or takes it back. */
export function AskSheet({ page, open, onClose }: Props) {
  return (
    <Sheet open={open} title={t`Ask for a language`} closeLabel={t`Close`} onClose={onClose}>
      <p class={styles.why}>{t`The publisher sees how many viewers ask for each language.`}</p>
      <Choices page={page} />
    </Sheet>
  );
}

function Choices({ page }: { page: SeriesPage }) {
  const { audio, subtitles } = page.series.languages;
  return (
    <ul>
      {askable([...audio, ...subtitles], viewerLanguages()).map((tag) => {
        const on = page.asked_languages.includes(tag);
        const own = locales.find(({ code }) => code === tag)?.name;
        return (
          <li key={tag}>
            <button type="button" class={styles.ask} aria-pressed={on} onClick={() => void ask(page, tag, !on)}>
              <span>
                {languageName(tag)}{' '}
                <bdi class={styles.own} lang={tag}>
                  {own}
                </bdi>
              </span>
              {on && <Icon name="check" />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
