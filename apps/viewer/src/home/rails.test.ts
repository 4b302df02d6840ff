import type { Home, Rail } from '@cliffhanger/api-client/types';
import { expect, test } from 'vitest';
import { worthShowing } from './rails.ts';

const series = (id: string): NonNullable<Home['hero']> => ({
  id,
  slug: id,
  title: {},
  synopsis: {},
  original_language: 'en',
  genres: [],
  moods: [],
  episode_count: 1,
  languages: { audio: [], subtitles: [] },
  poster_renditions: [],
});
const rail = (kind: Rail['kind'], ...ids: string[]): Rail => ({
  kind,
  name: null,
  entries: ids.map((id) => ({ series: series(id), place: null })),
});
const kinds = (home: Home) => worthShowing(home).map(({ kind }) => kind);

test('one series is shown once, and where the viewer is in it', () => {
  const rails = [rail('continue', 'a'), rail('new', 'a'), rail('top', 'a'), rail('genre', 'a')];
  expect(kinds({ hero: series('a'), rails })).toEqual(['continue']);
});

test('a short rail stays while it shows something new, a long one always', () => {
  const rails = [
    rail('new', 'a', 'b'),
    rail('genre', 'b', 'a'),
    rail('mood', 'a', 'b', 'c'),
    rail('mood', 'b', 'c', 'a'),
  ];
  expect(kinds({ hero: series('a'), rails })).toEqual(['new', 'mood', 'mood']);
});
