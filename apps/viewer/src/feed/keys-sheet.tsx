import { Sheet } from '@cliffhanger/ui/sheet';
import { Switch } from '@cliffhanger/ui/switch';
import { t } from '@lingui/core/macro';
import { chooseShortcuts, shortcuts } from '../playback/shortcuts.ts';
import styles from './keys-sheet.module.css';
import type { Stage } from './stage.ts';

/** What the keys do, and the switch for those that are single letters. */
export function KeysSheet({ stage }: { stage: Stage }) {
  const close = () => {
    if (stage.sheet.peek() === 'keys') stage.sheet.value = undefined;
  };
  return (
    <Sheet open={stage.sheet.value === 'keys'} title={t`Keys`} closeLabel={t`Close`} onClose={close}>
      <dl class={styles.keys}>
        {whatKeysDo().map(({ keys, does }) => (
          <div key={does} class={styles.line}>
            <dt class={styles.names} dir="ltr">
              {keys.map((name) => (
                <kbd key={name} class={styles.key}>
                  {name}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch label={t`Keys that are single letters`} on={shortcuts.value} onChange={chooseShortcuts} />
    </Sheet>
  );
}

function whatKeysDo(): { keys: string[]; does: string }[] {
  return [
    { keys: ['↓', '↑'], does: t`Next, previous` },
    { keys: ['←', '→'], does: t`5 seconds back, 5 seconds on` },
    { keys: [t`Space`, 'k'], does: t`Pause and play` },
    { keys: [t`Space`, '>'], does: t`Hold: play twice as fast` },
    { keys: ['l'], does: t`Like` },
    { keys: ['m'], does: t`Sound off and on` },
    { keys: ['c'], does: t`Subtitles off and on` },
    { keys: ['?'], does: t`This list` },
  ];
}
