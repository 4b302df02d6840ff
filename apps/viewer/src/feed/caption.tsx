import type { FeedCard } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { paths } from '../paths.ts';
import { inWords } from '../words/words.ts';
import styles from './caption.module.css';

type Props = {
  titleId: string;
  card: FeedCard;
  /** Inside somebody else's page nothing leads away. */
  linked: boolean;
};

/** Series in one line, the episode in two: below the picture where there is room, over a dark ground where not. */
export function Caption({ titleId, card, linked }: Props) {
  const { series, episode } = card;
  const { number } = episode;
  const name = inWords(series.title, series.original_language);
  const title = inWords(episode.title);
  return (
    <div class={styles.caption}>
      {linked ? (
        <a class={styles.series} href={paths.series(series.slug)}>
          <bdi lang={name.lang}>{name.text}</bdi>
        </a>
      ) : (
        <bdi class={styles.series} lang={name.lang}>
          {name.text}
        </bdi>
      )}
      <h2 id={titleId} class={styles.episode}>
        <span class={styles.number}>{t`Episode ${number}`}</span> <bdi lang={title.lang}>{title.text}</bdi>
      </h2>
      <Synopsis {...inWords(episode.synopsis)} />
    </div>
  );
}

/** One line of what happens, and all of it at a press. */
function Synopsis({ text, lang }: { text: string; lang: string }) {
  const [whole, setWhole] = useState(false);
  if (!text) return null;
  return (
    <div class={styles.about} data-whole={whole}>
      <p class={styles.synopsis} lang={lang} dir="auto" data-scrolls={whole ? '' : undefined}>
        {text}
      </p>
      <button type="button" class={styles.more} aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? t`Less` : t`More`}
      </button>
    </div>
  );
}
