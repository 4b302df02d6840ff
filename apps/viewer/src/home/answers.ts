import { call } from '@cliffhanger/api-client/client';
import { Answers } from '../cached.ts';

export const home = new Answers((_, signal) => call('get', '/api/v1/home', {}, { signal }));
