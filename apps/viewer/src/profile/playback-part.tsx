import { Choices } from '@cliffhanger/ui/choices';
import { Switch } from '@cliffhanger/ui/switch';
import { t } from '@lingui/core/macro';
import { autoNext, chooseAutoNext } from '../playback/auto-next.ts';
import { bytesPerEpisode, bytesToday, chooseSaver, saver, saverChoice } from '../playback/saver.ts';
import { megabytes } from '../words/words.ts';
import styles from './profile.module.css';

/** How much is fetched, and what happens when an episode is over. */
export function PlaybackPart() {
  const today = megabytes(bytesToday.value);
  const each = megabytes(bytesPerEpisode.value);
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
        {bytesPerEpisode.value > 0 && <p>{t`That is ${each} an episode.`}</p>}
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
