// @vitest-environment happy-dom
import type { Me } from '@cliffhanger/api-client/types';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drop, keep, keptNames } from '../kept.ts';
import { notePlace } from '../place-here.ts';
import { changeMe, deleteMe, me, signIn, signOut } from './me.ts';

const guest: Me = { viewer_id: 'vwr_1', created_at_ms: 0, of_age: false, signed_in: false, profile: {} };
const mei: Me = { ...guest, viewer_id: 'vwr_2', signed_in: true, email: 'mei@example.org' };

let asked: string[] = [];
let answer: (path: string) => Promise<Response>;

beforeEach(() => {
  drop('');
  asked = [];
  answer = async () => Response.json(mei);
  vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
    asked.push(`${method} ${path} ${body ?? ''}`.trim());
    return answer(path);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('what the service has not heard of is told before the guest becomes another, the newest first', async () => {
  vi.useFakeTimers();
  notePlace('ser_1', { episode_id: 'ep_1', position_ms: 1000 }, true);
  notePlace('ser_2', { episode_id: 'ep_2', position_ms: 2000 }, false);
  vi.advanceTimersByTime(1000);
  notePlace('ser_3', { episode_id: 'ep_3', position_ms: 3000 }, false);
  vi.useRealTimers();
  await signIn('token');
  expect(asked).toEqual([
    'PUT /api/v1/series/ser_3/place {"episode_id":"ep_3","position_ms":3000}',
    'PUT /api/v1/series/ser_2/place {"episode_id":"ep_2","position_ms":2000}',
    'POST /api/v1/me/sign-in {"token":"token"}',
  ]);
  expect(keptNames('place.')).toEqual([]);
});

test('a place that the service does not take keeps nobody out', async () => {
  notePlace('ser_1', { episode_id: 'ep_gone', position_ms: 1000 }, false);
  answer = async (path) =>
    path.endsWith('/place') ? Response.json({ type: '/problems/not-found' }, { status: 404 }) : Response.json(mei);
  expect(await signIn('token')).toEqual(mei);
});

test.each([
  ['signs in', () => signIn('token')],
  ['signs out', signOut],
  ['has everything deleted', deleteMe],
])('whoever %s leaves no searches on the device', async (_, change) => {
  keep('searches', '["salt"]');
  keep('saver', 'on');
  await change();
  expect(keptNames('')).toEqual(['saver']);
});

test('who has everything deleted tells nothing more', async () => {
  notePlace('ser_1', { episode_id: 'ep_1', position_ms: 1000 }, false);
  await deleteMe();
  expect(asked).toEqual(['DELETE /api/v1/me', 'GET /api/v1/me']);
});

function Age() {
  const { state } = me.use();
  return <p>{state.is === 'ready' ? (state.data.profile.age_band ?? 'not said') : state.is}</p>;
}

test('what a viewer says of himself holds at once, and goes back where it is refused', async () => {
  me.put(guest);
  render(<Age />);
  let refuse = (): void => undefined;
  answer = () =>
    new Promise((_, reject) => {
      refuse = () => reject(new TypeError('no network'));
    });
  let changed = Promise.resolve();
  act(() => {
    changed = changeMe({ profile: { age_band: '45-54' } });
  });
  expect(screen.getByText('45-54')).toBeTruthy();
  await act(async () => {
    refuse();
    await expect(changed).rejects.toThrow('offline');
  });
  expect(screen.getByText('not said')).toBeTruthy();
});
