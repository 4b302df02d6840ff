import { t } from '@lingui/core/macro';
import { offline } from '../network.ts';
import styles from './offline-bar.module.css';

/** A thin bar while the network is gone; what is there plays on. */
export function OfflineBar() {
  return (
    <p class={styles.bar} role="status" data-shown={offline.value}>
      {offline.value && t`The network is gone. We go on as soon as it is back.`}
    </p>
  );
}
