import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import styles from './fast-sign.module.css';
import type { Stage } from './stage.ts';

/** Says while a finger holds that time runs twice as fast. */
export function FastSign({ stage }: { stage: Stage }) {
  if (!stage.fast.value) return null;
  return (
    <p class={styles.sign} role="status">
      {t`Twice as fast`}
      <Icon name="speed" />
    </p>
  );
}
