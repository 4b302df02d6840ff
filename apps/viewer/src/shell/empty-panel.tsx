import { ButtonLink } from '@cliffhanger/ui/button';
import { Icon, type IconName } from '@cliffhanger/ui/icon';
import styles from './empty-panel.module.css';

type Props = { sentence: string; way: string; href: string; icon?: IconName };

/** Where nothing is yet: one sentence, one way on. */
export function EmptyPanel({ sentence, way, href, icon }: Props) {
  return (
    <div class={styles.panel}>
      {icon && (
        <span class={styles.icon}>
          <Icon name={icon} />
        </span>
      )}
      <p>{sentence}</p>
      <ButtonLink href={href}>{way}</ButtonLink>
    </div>
  );
}
