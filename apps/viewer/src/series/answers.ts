import { call } from '@cliffhanger/api-client/client';
import { Answers } from '../cached.ts';
import { askedAt } from '../place-here.ts';

export const seriesOf = new Answers(async (series, signal) => {
  const asked_at_ms = askedAt(Date.now());
  return { ...(await call('get', '/api/v1/series/{series}', { path: { series } }, { signal })), asked_at_ms };
});

/** Asks the publisher for a language that the series does not have, or takes that back. */
export function putAsked(seriesId: string, language: string, on: boolean): Promise<void> {
  const input = { path: { series_id: seriesId, language } };
  return call(on ? 'put' : 'delete', '/api/v1/series/{series_id}/asked-languages/{language}', input);
}
