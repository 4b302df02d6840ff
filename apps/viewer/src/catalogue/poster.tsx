import type { SeriesCard } from '@cliffhanger/api-client/types';
import { Picture } from './picture.tsx';
import type { Sizes } from './widths.ts';

/** The poster of a series, where series stand beside one another. */
export function Poster({ series, sizes }: { series: SeriesCard; sizes: Sizes }) {
  const { poster, poster_renditions, placeholder } = series;
  return <Picture src={poster} renditions={poster_renditions} sizes={sizes} placeholder={placeholder} shape="poster" />;
}
