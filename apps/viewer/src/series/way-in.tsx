import type { EpisodeCard, SeriesPage } from '@cliffhanger/api-client/types';
import { ButtonLink } from '@cliffhanger/ui/button';
import { Icon } from '@cliffhanger/ui/icon';
import { t } from '@lingui/core/macro';
import type { Ref } from 'preact';
import { paths } from '../paths.ts';

type Props = { page: SeriesPage; current: EpisodeCard | undefined; linkRef?: Ref<HTMLAnchorElement> };

/** Into the series: where the viewer was in it, else at its first episode. */
export function WayIn({ page: { series, episodes }, current, linkRef }: Props) {
  const first = current ?? episodes[0];
  if (!first) return null;
  const { number } = first;
  return (
    <ButtonLink href={paths.watch(series.slug, number)} linkRef={linkRef}>
      <Icon name="play-on" />
      {current ? t`Go on with episode ${number}` : t`Watch episode ${number}`}
    </ButtonLink>
  );
}
