import type { SeriesCard } from '@cliffhanger/api-client/types';
import { Button } from '@cliffhanger/ui/button';
import { t } from '@lingui/core/macro';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { inWords } from '../words/words.ts';
import styles from './series.module.css';

/** Three lines, and the rest for whoever wants it. */
export function Synopsis({ series }: { series: SeriesCard }) {
  const { text, lang } = inWords(series.synopsis, series.original_language);
  const words = useRef<HTMLParagraphElement>(null);
  const [more, setMore] = useState<'fits' | 'cut' | 'whole'>('fits');
  useLayoutEffect(() => {
    const element = words.current;
    if (!element) return;
    const measure = () => {
      const cut = element.scrollHeight > element.clientHeight + 1;
      setMore((known) => (known === 'whole' ? known : cut ? 'cut' : 'fits'));
    };
    // It is told of the first size as well, before that is seen: nothing below moves, and no layout is asked for twice.
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [text]);
  if (!text) return null;
  return (
    <div class={styles.synopsis}>
      <p ref={words} class={styles.words} data-whole={more === 'whole'} lang={lang} dir="auto">
        {text}
      </p>
      {more !== 'fits' && (
        <Button kind="plain" expanded={more === 'whole'} onClick={() => setMore(more === 'whole' ? 'cut' : 'whole')}>
          {more === 'whole'
            ? t({ message: 'Less', comment: 'Button: shows only the beginning of a text again' })
            : t({ message: 'More', comment: 'Button: shows the rest of a text' })}
        </Button>
      )}
    </div>
  );
}
