import { call } from '@cliffhanger/api-client/client';
import type { Input } from '@cliffhanger/api-client/operations';
import type { Me } from '@cliffhanger/api-client/types';
import { Answers, forgetAnswers } from '../cached.ts';
import { drop } from '../kept.ts';
import { viewerChanged } from '../viewer-changed.ts';
import { sendPlaces } from './send-places.ts';

/** Who watches here: a guest, or somebody with an account. */
export const me = new Answers((_, signal) => call('get', '/api/v1/me', {}, { signal }));

/** Another viewer than before: nothing that was known of the one may be seen by the other. */
export function becomes(viewer: Me): Me {
  forgetAnswers();
  viewerChanged();
  drop('place.');
  drop('searches');
  me.put(viewer);
  return viewer;
}

export type Change = Input<'patch', '/api/v1/me'>['body'];

/** What a viewer says of himself holds at once, and goes back where it is refused. */
export async function changeMe(change: Change): Promise<void> {
  const goBack = me.change((known) => ({
    ...known,
    of_age: change.of_age ?? known.of_age,
    profile: { ...known.profile, ...change.profile },
  }));
  try {
    me.put(await call('patch', '/api/v1/me', { body: change }));
  } catch (cause) {
    goBack();
    throw cause;
  }
}

export function askForLink(email: string, language: string, next: string): Promise<unknown> {
  return call('post', '/api/v1/me/sign-in-links', { body: { email, language, next } });
}

export async function signIn(token: string): Promise<Me> {
  await sendPlaces();
  return becomes(await call('post', '/api/v1/me/sign-in', { body: { token } }));
}

export async function signOut(): Promise<Me> {
  await sendPlaces();
  return becomes(await call('post', '/api/v1/me/sign-out', {}));
}

/** All that is kept of him goes, for good; the device is a new guest's. */
export async function deleteMe(): Promise<Me> {
  await call('delete', '/api/v1/me', {});
  return becomes(await call('get', '/api/v1/me', {}));
}
