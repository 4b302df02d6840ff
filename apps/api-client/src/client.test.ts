import { afterEach, describe, expect, test, vi } from 'vitest';
import { ask, serverNow } from './ask.ts';
import { call } from './client.ts';

const refused = (status: number, problem: string) => Response.json({ type: `/problems/${problem}` }, { status });

/** Answers one question after the other, and says what was asked. */
function answers(...given: Response[]): () => string[] {
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => given.shift() ?? Response.error());
  vi.stubGlobal('fetch', fetched);
  return () => fetched.mock.calls.map(([path, { method, body }]) => `${method} ${path} ${body ?? ''}`.trim());
}

const like = () => call('put', '/api/v1/episodes/{episode_id}/like', { path: { episode_id: 'e 1' } });

describe('a question', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('that met a sign-in on its way is asked once more, as it was', async () => {
    const asked = answers(refused(409, 'session-renewed'), new Response(null, { status: 204 }));
    expect(await like()).toBeNull();
    expect(asked()).toEqual(['PUT /api/v1/episodes/e%201/like', 'PUT /api/v1/episodes/e%201/like']);
  });

  test('is asked twice and no more', async () => {
    const asked = answers(refused(409, 'session-renewed'), refused(409, 'session-renewed'));
    await expect(like()).rejects.toThrow('session-renewed');
    expect(asked()).toHaveLength(2);
  });

  test.each([
    [refused(404, 'not-found'), 'not-found'],
    [new Response('<html>', { status: 502 }), 'unreadable'],
    [new Response('', { status: 404 }), 'not-found'],
  ])('that is refused says why, and is not asked again', async (response, problem) => {
    const asked = answers(response);
    await expect(like()).rejects.toThrow(problem);
    expect(asked()).toHaveLength(1);
  });

  test('that found no network says so', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('gone');
    });
    await expect(like()).rejects.toThrow('offline');
  });
});

describe('the time of the service', () => {
  afterEach(() => vi.unstubAllGlobals());
  const HOUR_MS = 3_600_000;
  const dated = (agoMs: number) => new Response('', { headers: { date: new Date(Date.now() - agoMs).toUTCString() } });
  const behind = () => Math.round((Date.now() - serverNow()) / HOUR_MS);

  test('is that of its answers, and not that of media, which may have lain in a cache', async () => {
    answers(dated(2 * HOUR_MS), dated(5 * HOUR_MS), dated(0));
    await ask('/api/v1/me', {});
    expect(behind()).toBe(2);
    await ask('/p/tick/video/audio/feed/start', {});
    expect(behind()).toBe(2);
    await ask('/api/v1/me', {});
    expect(behind()).toBe(0);
  });
});
