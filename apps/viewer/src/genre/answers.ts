import { call } from '@cliffhanger/api-client/client';
import { Answers } from '../cached.ts';

/** Everything that can be seen: a genre or a mood is a part of it. */
export const everySeries = new Answers((_, signal) => call('get', '/api/v1/series', {}, { signal }));
