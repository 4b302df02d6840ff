// @vitest-environment happy-dom
import type { SeriesCard } from '@cliffhanger/api-client/types';
import { i18n } from '@lingui/core';
import { cleanup, render, screen } from '@testing-library/preact';
import { LocationProvider, Route, Router } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { routes } from '../paths.ts';
import GenrePage from './genre-page.tsx';

const series = (slug: string, genres: string[]): SeriesCard => ({
  id: slug,
  slug,
  title: { en: slug },
  synopsis: {},
  original_language: 'en',
  episode_count: 1,
  genres,
  moods: [],
  poster_renditions: [],
  languages: { audio: [], subtitles: [] },
});

/** The network, as the browser offers it: what was asked. */
let asked: string[];

function show(path: string, found: SeriesCard[]): void {
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return Response.json({ series: found });
  });
  history.replaceState(null, '', path);
  render(
    <LocationProvider>
      <Router>
        <Route path={routes.genre} component={GenrePage} />
        <Route path={routes.mood} component={GenrePage} />
      </Router>
    </LocationProvider>,
  );
}

beforeEach(() => {
  asked = [];
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a genre shows what the service has of it, however each writes it', async () => {
  show('/genre/REVENGE', [series('debt', ['Revenge']), series('harbour', ['revenge'])]);
  expect(await screen.findAllByRole('link', { name: /debt|harbour/ })).toHaveLength(2);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Revenge');
  expect(asked).toEqual(['/api/v1/series?genre=REVENGE']);
});

test('so does a mood', async () => {
  show('/mood/tense', []);
  expect(await screen.findByText('There is nothing of this kind here.')).toBeTruthy();
  expect(asked).toEqual(['/api/v1/series?mood=tense']);
});
