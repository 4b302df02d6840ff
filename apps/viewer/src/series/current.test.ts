// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { drop } from '../kept.ts';
import { notePlace } from '../place-here.ts';
import { episodeOf } from '../testing.ts';
import { type AskedPage, currentOf } from './current.ts';

/** The service has the viewer in the tenth episode, where another device told it so. */
const page = (asked_at_ms: number): AskedPage => ({
  series: {
    id: 'ser_1',
    slug: 'debt',
    title: {},
    synopsis: {},
    original_language: 'en',
    episode_count: 12,
    genres: [],
    moods: [],
    poster_renditions: [],
    languages: { audio: [], subtitles: [] },
  },
  episodes: Array.from({ length: 12 }, (_, at) => episodeOf('ep', at + 1)),
  place: { episode_id: 'ep-10', episode_number: 10, position_ms: 3000, duration_ms: 8000 },
  cast: [],
  asked_languages: [],
  filings: [],
  listed: false,
  asked_at_ms,
});

const LATER = Date.now() + 60_000;
const here = (number: number, delivered: boolean, position_ms = 2000) =>
  notePlace('ser_1', { episode_id: `ep-${number}`, position_ms }, delivered);

beforeEach(() => drop('place.'));

test('what the service says counts, also where this device was before', () => {
  expect(currentOf(page(LATER))?.number).toBe(10);
  here(2, true);
  expect(currentOf(page(LATER))?.number).toBe(10);
});

test('what the service has not heard of is newer', () => {
  here(2, false);
  expect(currentOf(page(LATER))?.number).toBe(2);
});

test('so is what it heard of after it was asked', () => {
  here(2, true);
  expect(currentOf(page(Date.now() - 60_000))?.number).toBe(2);
});

test('behind an episode that was seen to its end comes the next, if there is one', () => {
  here(2, false, 5999);
  expect(currentOf(page(LATER))?.number).toBe(2);
  here(2, false, 6000);
  expect(currentOf(page(LATER))?.number).toBe(3);
  here(12, false, 8000);
  expect(currentOf(page(LATER))?.number).toBe(12);
});

test('nowhere, the viewer is in no episode', () => {
  expect(currentOf({ ...page(LATER), place: null })).toBeUndefined();
});
