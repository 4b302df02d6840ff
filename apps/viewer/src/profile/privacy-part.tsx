import { ButtonLink } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import { DeleteAccount } from './delete-account.tsx';
import styles from './profile.module.css';

/** What is kept, how to have it, how to be rid of it. */
export function PrivacyPart() {
  return (
    <>
      <section class={styles.group} aria-labelledby="kept">
        <h2 id="kept" class={styles.heading}>{t`What is kept`}</h2>
        <ul class={styles.bullets}>
          <li>{t`What you watched, and where you stopped, so that you can go on.`}</li>
          <li>{t`Your list, your likes, and the languages that you asked for.`}</li>
          <li>{t`Your e-mail address, if you sign in; age and gender, if you chose to say them.`}</li>
          <li>{t`The names of your passkeys, and when you used them. Your finger and your face stay on your device.`}</li>
          <li>{t`How well episodes played, so that the publisher can mend what stalls.`}</li>
          <li>{t`The link that led you here, so that the publisher knows which advertisement worked.`}</li>
        </ul>
        <p class={styles.note}>{t`Your searches stay on this device. Nothing is shared with advertisers.`}</p>
      </section>
      <section class={styles.group} aria-labelledby="download">
        <h2 id="download" class={styles.heading}>{t`Have it all`}</h2>
        <p class={styles.note}>{t`Everything that is kept of you, in one file that you and programs can read.`}</p>
        <div class={styles.buttons}>
          <ButtonLink kind="quiet" href="/api/v1/me/export" download="cliffhanger.json">
            <Icon name="download" />
            {t`Download my data`}
          </ButtonLink>
        </div>
      </section>
      <DeleteAccount />
    </>
  );
}
