import { afterEach, expect, test, vi } from 'vitest';
import { isMarked, mark } from './marks.ts';

/** The network, as the browser offers it: what was asked, and the answer to it. */
function network(answer: () => Promise<Response>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`);
    return answer();
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test('a like holds at once and is told to the service', async () => {
  const asked = network(async () => new Response(null, { status: 204 }));
  const told = mark('like', 'ep_1', true);
  expect(isMarked('ep_1', false)).toBe(true);
  expect(await told).toBe(true);
  expect(asked).toEqual(['PUT /api/v1/episodes/ep_1/like']);
});

test('what the service refuses goes back to what it said', async () => {
  const asked = network(() => Promise.reject(new TypeError('no network')));
  expect(await mark('listing', 'ser_1', false)).toBe(false);
  expect(isMarked('ser_1', true)).toBe(true);
  expect(asked).toEqual(['DELETE /api/v1/series/ser_1/listing']);
});

test('a refusal that comes late does not undo a later press', async () => {
  const refusals: (() => void)[] = [];
  network(() => new Promise((_, fail) => refusals.push(() => fail(new TypeError('no network')))));
  const first = mark('like', 'ep_2', true);
  const second = mark('like', 'ep_2', false);
  refusals[0]?.();
  expect(await first).toBe(false);
  expect(isMarked('ep_2', true), 'the second press still holds').toBe(false);
  refusals[1]?.();
  expect(await second).toBe(false);
});
