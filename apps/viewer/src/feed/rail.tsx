import { IconButton } from '@cliffhanger/ui/icon-button';
import { t } from '@lingui/core/macro';
import { signal } from '@preact/signals';
import { inWords } from '../words/words.ts';
import styles from './rail.module.css';
import type { SheetName, Stage } from './stage.ts';

const SAID_MS = 2500;
const said = signal('');

/** What one does with the episode on stage. The two arrows are for those who have neither finger, wheel nor keys. */
export function Rail({ stage }: { stage: Stage }) {
  const open = (sheet: SheetName) => () => {
    stage.sheet.value = sheet;
  };
  return (
    <>
      <nav class={styles.rail} aria-label={t`This episode`} data-fades="">
        <div class={styles.arrows}>
          <IconButton icon="up" label={t`Previous episode`} onClick={() => stage.step(-1)} />
          <IconButton icon="down" label={t`Next episode`} onClick={() => stage.step(1)} />
        </div>
        <IconButton word icon="episodes" label={t`Episodes`} onClick={open('episodes')} />
        <IconButton word icon="language" label={t`Language`} onClick={open('language')} />
        <IconButton word icon="share" label={t`Share`} onClick={() => void share(stage)} />
      </nav>
      <p class={styles.said} role="status" data-shown={said.value !== ''}>
        {said.value}
      </p>
    </>
  );
}

async function share(stage: Stage): Promise<void> {
  const card = stage.card;
  if (!card) return;
  const { href } = location;
  try {
    if (navigator.share) await navigator.share({ title: inWords(card.series.title).text, url: href });
    else {
      await navigator.clipboard.writeText(href);
      say(t`The link is copied.`);
    }
  } catch (cause) {
    // Closing the system's sheet is no failure.
    if (!(cause instanceof DOMException && cause.name === 'AbortError')) say(t`The link could not be copied.`);
  }
}

function say(sentence: string): void {
  said.value = sentence;
  window.setTimeout(() => {
    said.value = '';
  }, SAID_MS);
}
