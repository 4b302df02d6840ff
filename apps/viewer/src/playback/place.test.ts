// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drop } from '../kept.ts';
import { placeHere } from '../place-here.ts';
import { rememberPlace } from './place.ts';

let answer: () => Promise<Response>;

beforeEach(() => {
  drop('place.');
  answer = async () => new Response(null, { status: 204 });
  vi.stubGlobal(
    'fetch',
    vi.fn(() => answer()),
  );
});
afterEach(() => vi.unstubAllGlobals());

const at = (position_ms: number) => ({ episode_id: 'ep_2', position_ms });

test('a place is delivered once the service has heard of it, however often the page is left', async () => {
  rememberPlace('ser_1', at(1000), false);
  expect(placeHere('ser_1')).toMatchObject({ ...at(1000), delivered: false });
  await vi.waitFor(() => expect(placeHere('ser_1')?.delivered).toBe(true));
  rememberPlace('ser_1', at(2000), true);
  await vi.waitFor(() => expect(placeHere('ser_1')).toMatchObject({ ...at(2000), delivered: true }));
  rememberPlace('ser_1', at(2000), true);
  expect(placeHere('ser_1')?.delivered).toBe(true);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('without a network it stays here, and is not delivered', async () => {
  answer = () => Promise.reject(new TypeError('no network'));
  rememberPlace('ser_2', at(3000), true);
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1));
  expect(placeHere('ser_2')).toMatchObject({ ...at(3000), delivered: false });
});
