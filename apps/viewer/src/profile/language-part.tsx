import { t } from '@lingui/core/macro';
import { CaptionChoices } from '../playback/caption-choices.tsx';
import { captionGround, captionSize } from '../playback/captions.ts';
import { chooseDub, chooseSubtitles, chosenDub, chosenSubtitles } from '../playback/choice.ts';
import { chooseLocale, languageName, locale, offeredLocales } from '../words/words.ts';
import styles from './profile.module.css';
import { type Option, Select } from './select.tsx';

/** The language of the app, of the voices and of the subtitles, and how these look. */
export function LanguagePart() {
  const locales = offeredLocales();
  const languages = locales.map(({ code, name }) => ({ value: code, label: name }));
  const automatic = {
    value: '',
    label: t({ message: 'Automatic', comment: 'Choice: the app decides by the languages of the browser' }),
  };
  const off = { value: 'off', label: t`Off` };
  return (
    <>
      <section class={styles.group} aria-labelledby="languages">
        <h2 id="languages" class={styles.heading}>{t`Language`}</h2>
        <Select
          label={t`The app`}
          choices={languages}
          chosen={locale.value}
          onChoose={(value) => {
            const known = locales.find(({ code }) => code === value);
            if (known) chooseLocale(known.code);
          }}
        />
        <Select
          label={t`Voices`}
          choices={[automatic, ...withChosen(languages, chosenDub.value)]}
          chosen={chosenDub.value ?? ''}
          onChoose={chooseDub}
        />
        <Select
          label={t`Subtitles`}
          choices={[automatic, ...withChosen([off, ...languages], chosenSubtitles.value)]}
          chosen={chosenSubtitles.value ?? ''}
          onChoose={chooseSubtitles}
        />
        <p class={styles.note}>{t`Where a series does not have your language, it is played in the next best one.`}</p>
      </section>
      <CaptionChoices />
      <Sample />
    </>
  );
}

/** Series come in more languages than the app speaks: one that was chosen in the feed is among the choices, too. */
function withChosen(choices: Option[], chosen: string | undefined): Option[] {
  if (!chosen || choices.some(({ value }) => value === chosen)) return choices;
  return [...choices, { value: chosen, label: languageName(chosen) }];
}

/** How a subtitle will look, over the lightest picture that can be. */
function Sample() {
  return (
    <div class={styles.sample} aria-hidden="true">
      <p class={styles.cue} data-size={captionSize.value} data-ground={captionGround.value}>
        {t`You said you would come back.`}
      </p>
    </div>
  );
}
