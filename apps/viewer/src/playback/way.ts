import type { Play } from '@cliffhanger/api-client/types';

/** The service makes all its sound in this form. */
export const SOUND = 'audio/mp4;codecs="mp4a.40.2"';

/**
 * How this browser plays: from parts that we hand to it (`parts`), or by reading the playlist itself (`native`).
 * iPhones have `ManagedMediaSource` in the place of `MediaSource`, or neither before iOS 17.1.
 */
export type Way = 'parts' | 'native';

type Sources<T> = { MediaSource?: T | undefined; ManagedMediaSource?: T | undefined };
type Taking = Pick<typeof MediaSource, 'isTypeSupported'>;

/** The class that takes parts: the one that most browsers have, or the one of an iPhone. */
export function sourceOf<T>({ MediaSource, ManagedMediaSource }: Sources<T>): T | undefined {
  return MediaSource ?? ManagedMediaSource;
}

/** `parts` wherever the picture and the sound of this episode are taken in parts; else whatever the element makes of it. */
export function wayToPlay(play: Pick<Play, 'video' | 'audio'>, scope: Sources<Taking> = window): Way {
  const source = sourceOf(scope);
  if (!source) return 'native';
  const takes = (type: string) => source.isTypeSupported(type);
  const picture = play.video.some(({ codecs }) => takes(pictureType(codecs)));
  return picture && (play.audio.length === 0 || takes(SOUND)) ? 'parts' : 'native';
}

export function pictureType(codecs: string): string {
  return `video/mp4;codecs="${codecs}"`;
}
