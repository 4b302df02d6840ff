import { call } from '@cliffhanger/api-client/client';
import { Answers } from '../cached.ts';

/** The newest series of one kind: the service looks for them in all that can be seen. */
export const ofGenre = new Answers((genre, signal) => call('get', '/api/v1/series', { query: { genre } }, { signal }));
export const ofMood = new Answers((mood, signal) => call('get', '/api/v1/series', { query: { mood } }, { signal }));
