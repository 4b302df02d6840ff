import { call } from '@cliffhanger/api-client/client';
import { Answers } from '../cached.ts';

export const seriesOf = new Answers((series, signal) =>
  call('get', '/api/v1/series/{series}', { path: { series } }, { signal }),
);

/** Asks the publisher for a language that the series does not have, or takes that back. */
export function putAsked(seriesId: string, language: string, on: boolean): Promise<void> {
  const input = { path: { series_id: seriesId, language } };
  return call(on ? 'put' : 'delete', '/api/v1/series/{series_id}/asked-languages/{language}', input);
}
