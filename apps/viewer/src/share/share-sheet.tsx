import type { SeriesCard } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { Choices } from '@cliffhanger/ui/choices';
import { Icon } from '@cliffhanger/ui/icon';
import { Sheet } from '@cliffhanger/ui/sheet';
import { t } from '@lingui/core/macro';
import { useState } from 'preact/hooks';
import { clock } from '../playback/clock.ts';
import { say } from '../words/said.tsx';
import { inWords } from '../words/words.ts';
import { linkTo, type What } from './link.ts';
import styles from './share.module.css';

type Props = {
  open: boolean;
  series: Pick<SeriesCard, 'slug' | 'title' | 'original_language'>;
  /** Without an episode the whole series is shared and nothing is asked. */
  episode?: { number: number };
  seconds?: number;
  onClose: () => void;
};

/** A link to the series, to the episode, or to this very second of it: copied, or handed to the system. */
export function ShareSheet({ open, onClose, ...what }: Props) {
  return (
    <Sheet open={open} title={t`Share`} closeLabel={t`Close`} onClose={onClose}>
      <Ways {...what} onDone={onClose} />
    </Sheet>
  );
}

function Ways({ series, episode, seconds = 0, onDone }: Omit<Props, 'open' | 'onClose'> & { onDone: () => void }) {
  const [what, setWhat] = useState<What>(episode ? 'moment' : 'series');
  const link = linkTo(what, { slug: series.slug, number: episode?.number, seconds });
  const title = inWords(series.title, series.original_language).text;
  const [wrong, setWrong] = useState<string>();
  const copy = async () => {
    setWrong(undefined);
    try {
      await navigator.clipboard.writeText(link);
      onDone();
      say(t`The link is copied.`);
    } catch {
      setWrong(t`The link could not be copied. It stands in the sheet: press it and copy it there.`);
    }
  };
  return (
    <div class={styles.ways}>
      {episode && (
        <Choices
          legend={t`What is shared`}
          name="what"
          choices={choices(episode.number, seconds)}
          chosen={what}
          onChoose={(value) => setWhat(value === 'series' || value === 'episode' ? value : 'moment')}
        />
      )}
      <p class={styles.link} dir="ltr">
        {link}
      </p>
      {wrong && <p role="alert">{wrong}</p>}
      <div class={styles.buttons}>
        <Button onClick={() => void copy()}>
          <Icon name="link" />
          {t`Copy the link`}
        </Button>
        {'share' in navigator && (
          <Button kind="quiet" onClick={() => void hand(title, link).catch(copy)}>
            <Icon name="share" />
            {t`Share with an app`}
          </Button>
        )}
      </div>
    </div>
  );
}

function choices(number: number, seconds: number) {
  const time = clock(seconds);
  return [
    { value: 'moment', label: t`Episode ${number} from ${time}` },
    { value: 'episode', label: t`Episode ${number} from the beginning` },
    { value: 'series', label: t`The series` },
  ];
}

/** To the system's own sheet, which says how it went. That it was closed is no failure. */
async function hand(title: string, url: string): Promise<void> {
  try {
    await navigator.share({ title, url });
  } catch (cause) {
    if (!(cause instanceof DOMException && cause.name === 'AbortError')) throw cause;
  }
}
