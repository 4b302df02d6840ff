import { call } from '@cliffhanger/api-client/client';
import { Answers } from '../cached.ts';

export const watched = new Answers((_, signal) => call('get', '/api/v1/history', {}, { signal }));

/** These outlive the page: the wish was said, and the way back is closed. */
export function forgetOne(seriesId: string): Promise<void> {
  return call('delete', '/api/v1/history/{series_id}', { path: { series_id: seriesId } }, { keepalive: true });
}

export function forgetAll(): Promise<void> {
  return call('delete', '/api/v1/history', {}, { keepalive: true });
}
