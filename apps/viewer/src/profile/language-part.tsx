import { t } from '@lingui/core/macro';
import { CaptionChoices } from '../playback/caption-choices.tsx';
import { captionGround, captionSize } from '../playback/captions.ts';
import { chooseDub, chooseSubtitles, chosenDub, chosenSubtitles } from '../playback/choice.ts';
import { chooseLocale, locale, offeredLocales } from '../words/words.ts';
import styles from './profile.module.css';
import { Select } from './select.tsx';

/** The language of the app, of the voices and of the subtitles, and how these look. */
export function LanguagePart() {
  const locales = offeredLocales();
  const languages = locales.map(({ code, name }) => ({ value: code, label: name }));
  const automatic = {
    value: '',
    label: t({ message: 'Automatic', comment: 'Choice: the app decides by the languages of the browser' }),
  };
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
          choices={[automatic, ...languages]}
          chosen={chosenDub.value ?? ''}
          onChoose={chooseDub}
        />
        <Select
          label={t`Subtitles`}
          choices={[automatic, { value: 'off', label: t`Off` }, ...languages]}
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
