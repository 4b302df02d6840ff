import { call } from '@cliffhanger/api-client/client';
import { Answers } from '../cached.ts';

export const found = new Answers((q, signal) => call('get', '/api/v1/search', { query: { q } }, { signal }));
