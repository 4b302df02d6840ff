// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drop, keptNames } from '../kept.ts';
import { notePlace } from '../place-here.ts';
import { clear, remove } from './forget.ts';

/** The way back is closed when the page goes. */
const leave = () => dispatchEvent(new Event('pagehide'));
const asked = vi.fn(async (_path: string, _init: RequestInit) => new Response(null, { status: 204 }));

beforeEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
  vi.stubGlobal('fetch', asked);
  drop('place.');
  for (const seriesId of ['ser_1', 'ser_2']) notePlace(seriesId, { episode_id: 'ep_1', position_ms: 1 }, true);
});
afterEach(() => {
  asked.mockClear();
  vi.unstubAllGlobals();
});

test('this device forgets a series with the service, and not before', () => {
  remove('ser_1');
  expect(keptNames('place.')).toHaveLength(2);
  leave();
  expect(keptNames('place.')).toEqual(['place.ser_2']);
  expect(asked.mock.calls.map(([path]) => path)).toEqual(['/api/v1/history/ser_1']);
});

test('it forgets every series with the whole history', () => {
  clear();
  leave();
  expect(keptNames('place.')).toEqual([]);
  expect(asked.mock.calls.map(([path]) => path)).toEqual(['/api/v1/history']);
});
