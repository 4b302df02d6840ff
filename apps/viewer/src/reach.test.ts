// @vitest-environment happy-dom
import { lost } from '@cliffhanger/api-client/ask';
import { call } from '@cliffhanger/api-client/client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { noteThere, offline, returned } from './network.ts';

/** The service, when it can be reached and when not, and how often it was asked whether it is there. */
let reached = true;
let probes = 0;
const MINUTE_MS = 60_000;

beforeAll(() => void vi.useFakeTimers());
afterAll(() => void vi.useRealTimers());

beforeEach(async () => {
  reached = true;
  vi.stubGlobal('fetch', async (path: string) => {
    if (path === '/healthz') probes += 1;
    if (!reached) throw new TypeError('reset');
    return Response.json({});
  });
  // Long after whatever was lost before.
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  probes = 0;
});

afterEach(() => vi.unstubAllGlobals());

test('a request that was lost alone makes nobody offline, and what it left undone is done', async () => {
  const before = returned.value;
  lost();
  await vi.advanceTimersByTimeAsync(0);
  expect([offline.value, returned.value - before, probes]).toEqual([false, 1, 1]);
});

test('a service that is gone is asked for less and less often, until it is back', async () => {
  const before = returned.value;
  reached = false;
  lost();
  await vi.advanceTimersByTimeAsync(0);
  expect(offline.value).toBe(true);
  lost();
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(probes, 'after 0, 1, 3, 7, 15, 30, 45 and 60 s').toBe(8);
  expect(returned.value).toBe(before);
  reached = true;
  await vi.advanceTimersByTimeAsync(15_000);
  expect([offline.value, returned.value - before]).toEqual([false, 1]);
});

test('what is lost again and again, though the service is there, is not asked for in a hurry', async () => {
  const stop = returned.subscribe(() => lost());
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(probes).toBeLessThan(9);
  stop();
});

test('an answer from the service is as good as asking it', async () => {
  reached = false;
  lost();
  await vi.advanceTimersByTimeAsync(0);
  expect(offline.value).toBe(true);
  noteThere();
  expect(offline.value).toBe(false);
});

test('a question is asked twice before it is lost', async () => {
  let asked = 0;
  vi.stubGlobal('fetch', async (path: string) => {
    if (path === '/healthz') probes += 1;
    asked += 1;
    if (asked === 1) throw new TypeError('reset');
    return Response.json({ rows: [] });
  });
  const answer = call('get', '/api/v1/home', {});
  await vi.advanceTimersByTimeAsync(1000);
  expect(await answer).toEqual({ rows: [] });
  expect([asked, probes]).toEqual([2, 0]);
});
