import { IconButton } from '@cliffhanger/ui/icon-button';
import { t } from '@lingui/core/macro';
import { isLiked, isListed, toggleLike, toggleListing } from './likes.ts';
import styles from './rail.module.css';
import type { SheetName, Stage } from './stage.ts';

/** What one does with the episode on stage. The arrows are for those who cannot swipe, and have neither wheel nor keys. */
export function Rail({ stage }: { stage: Stage }) {
  const open = (sheet: SheetName) => () => {
    stage.sheet.value = sheet;
  };
  const forYou = stage.kind === 'for_you';
  const [liked, listed] = [isLiked(stage), isListed(stage)];
  return (
    <nav
      class={styles.rail}
      aria-label={t`This episode`}
      data-fades="over-picture"
      data-above-tabs={forYou ? '' : undefined}
    >
      <div class={styles.arrows} data-over={stage.over}>
        <IconButton
          icon="up"
          label={forYou ? t`Previous series` : t`Previous episode`}
          onClick={() => stage.step(-1)}
        />
        <IconButton icon="down" label={forYou ? t`Next series` : t`Next episode`} onClick={() => stage.step(1)} />
        <span class={styles.keys}>
          <IconButton icon="keyboard" label={t`Keys`} onClick={open('keys')} />
        </span>
      </div>
      <IconButton
        word
        icon={liked ? 'heart-on' : 'heart'}
        label={t`Like`}
        pressed={liked}
        onClick={() => toggleLike(stage)}
      />
      <IconButton
        word
        icon={listed ? 'list-on' : 'list'}
        label={t`My list`}
        pressed={listed}
        onClick={() => toggleListing(stage)}
      />
      <IconButton word icon="episodes" label={t`Episodes`} onClick={open('episodes')} />
      <IconButton word icon="language" label={t`Language`} onClick={open('language')} />
      <IconButton word icon="share" label={t`Share`} onClick={open('share')} />
    </nav>
  );
}
