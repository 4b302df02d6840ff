import { Choices } from '@cliffhanger/ui/choices';
import { Switch } from '@cliffhanger/ui/switch';
import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'preact/hooks';
import { autoNext, chooseAutoNext } from '../playback/auto-next.ts';
import { chooseSaver, saver, saverChoice, usedToday } from '../playback/saver.ts';
import { megabytes } from '../words/words.ts';
import styles from './profile.module.css';

/** Whoever leaves the page open past midnight finds a new day. */
const LOOK_EVERY_MS = 60_000;

/** How much is fetched, and what happens when an episode is over. */
export function PlaybackPart() {
  const { bytes, episodes } = useUsedToday();
  const today = megabytes(bytes);
  const each = megabytes(bytes / Math.max(1, episodes));
  const automatic = saver.value ? t`On at the moment` : t`Off at the moment`;
  return (
    <>
      <section class={styles.group} aria-label={t`Data saver`}>
        <Choices
          legend={t`Data saver`}
          name="saver"
          choices={[
            {
              value: 'auto',
              label: t`By itself on slow and metered networks`,
              note: saverChoice.value === 'auto' ? automatic : undefined,
            },
            { value: 'on', label: t({ message: 'Always', comment: 'Choice: the data saver is on' }) },
            { value: 'off', label: t({ message: 'Never', comment: 'Choice: the data saver is off' }) },
          ]}
          chosen={saverChoice.value}
          onChoose={(value) => chooseSaver(value === 'on' || value === 'off' ? value : 'auto')}
        />
        <p class={styles.note}>{t`Saving data, the picture is smaller and little is fetched ahead.`}</p>
        <p>{t`Used today on this device: ${today}`}</p>
        {bytes > 0 && <p>{t`That is ${each} an episode.`}</p>}
      </section>
      <section class={styles.group} aria-label={t`The next episode`}>
        <Switch
          label={t`Play the next episode by itself`}
          note={t`When an episode is over, the feed goes on.`}
          on={autoNext.value}
          onChange={chooseAutoNext}
        />
      </section>
    </>
  );
}

function useUsedToday() {
  const [used, setUsed] = useState(usedToday);
  useEffect(() => {
    const looking = setInterval(() => setUsed(usedToday()), LOOK_EVERY_MS);
    return () => clearInterval(looking);
  }, []);
  return used;
}
