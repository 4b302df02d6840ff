import { call } from '@cliffhanger/api-client/client';
import { Answers } from '../cached.ts';

export const myList = new Answers((_, signal) => call('get', '/api/v1/list', {}, { signal }));
