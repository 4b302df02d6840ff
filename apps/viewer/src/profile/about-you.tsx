import type { Me } from '@cliffhanger/api-client/types';
import { t } from '@lingui/core/macro';
import { type Change, changeMe } from '../people/me.ts';
import { useTask } from '../people/use-task.ts';
import styles from './profile.module.css';
import { Select } from './select.tsx';

type Profile = Me['profile'];
const BANDS = ['under-18', '18-24', '25-34', '35-44', '45-54', '55-plus'] as const;
const GENDERS = ['woman', 'man', 'other'] as const;

/** What nobody has to say. Chosen by the viewer alone, and taken back as easily. */
export function AboutYou({ profile: { age_band, gender } }: { profile: Profile }) {
  const { wrong, run } = useTask();
  const notSaid = {
    value: '',
    label: t({ message: 'Not said', comment: 'Choice: the viewer does not tell his age or gender' }),
  };
  const put = (profile: NonNullable<Change['profile']>) => void run(() => changeMe({ profile }));
  return (
    <section class={styles.group} aria-labelledby="about">
      <h2 id="about" class={styles.heading}>{t`About you`}</h2>
      <p class={styles.note}>{t`Only if you want to say it. The publisher sees it counted, never with your name.`}</p>
      <Select
        label={t`Age`}
        choices={[notSaid, ...BANDS.map((band) => ({ value: band, label: bandName(band) }))]}
        chosen={age_band ?? ''}
        onChoose={(value) => put({ age_band: BANDS.find((band) => band === value) ?? null })}
      />
      <Select
        label={t({ message: 'You are', comment: 'Label of a choice: woman, man, other, not said' })}
        choices={[notSaid, ...GENDERS.map((name) => ({ value: name, label: genderName(name) }))]}
        chosen={gender ?? ''}
        onChoose={(value) => put({ gender: GENDERS.find((name) => name === value) ?? null })}
      />
      {wrong && <p role="alert">{wrong}</p>}
    </section>
  );
}

function bandName(band: (typeof BANDS)[number]): string {
  switch (band) {
    case 'under-18':
      return t`Under 18`;
    case '55-plus':
      return t`55 and over`;
    default:
      return band.replace('-', '–');
  }
}

function genderName(name: (typeof GENDERS)[number]): string {
  switch (name) {
    case 'woman':
      return t({ message: 'A woman', comment: 'Gender' });
    case 'man':
      return t({ message: 'A man', comment: 'Gender' });
    case 'other':
      return t({ message: 'Neither', comment: 'Gender: neither woman nor man' });
  }
}
