import { t } from '@lingui/core/macro';
import { isMarked, mark } from '../catalogue/marks.ts';
import { say } from '../words/said.tsx';
import type { Stage } from './stage.ts';

/** The episode on stage. */
export function isLiked(stage: Stage): boolean {
  const card = stage.card;
  return card !== undefined && isMarked(card.episode.id, card.episode.liked);
}

/** A double tap only ever likes: the second heart takes nothing back. */
export function like(stage: Stage): void {
  if (!isLiked(stage)) toggleLike(stage);
}

export function toggleLike(stage: Stage): void {
  const { card } = stage;
  if (!card) return;
  void mark('like', card.episode.id, !isLiked(stage)).then((held) => {
    if (!held) say(t`Your like could not be kept.`);
  });
}

/** The series of the episode on stage. */
export function isListed(stage: Stage): boolean {
  const card = stage.card;
  return card !== undefined && isMarked(card.series.id, card.listed);
}

export function toggleListing(stage: Stage): void {
  const { card } = stage;
  if (!card) return;
  const on = !isListed(stage);
  void mark('listing', card.series.id, on).then((held) => {
    if (!held) say(t`Your list could not be changed.`);
    else say(on ? t`It is on your list.` : t`It is no longer on your list.`);
  });
}
