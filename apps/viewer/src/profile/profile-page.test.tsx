// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { cleanup, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { me } from '../people/me.ts';
import ProfilePage from './profile-page.tsx';

let answer: (response: Response) => void;
let fail: (cause: unknown) => void;

beforeEach(async () => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
  vi.stubGlobal('fetch', () => {
    return new Promise((resolve, reject) => {
      answer = resolve;
      fail = reject;
    });
  });
  me.forget();
  // What is forgotten is asked for a moment later, where it is on screen.
  await new Promise((done) => setTimeout(done));
  render(
    <LocationProvider>
      <ProfilePage />
    </LocationProvider>,
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const busy = () => screen.getByRole('main').getAttribute('aria-busy');
const who = { viewer_id: 'vwr_1', created_at_ms: 0, of_age: false, profile: {} };

test('nobody is called a guest before it is known', async () => {
  expect(busy()).toBe('true');
  expect(screen.queryByText('You watch as a guest')).toBeNull();
  await vi.waitFor(() => answer(Response.json({ ...who, signed_in: true, email: 'mei@example.org' })));
  expect(await screen.findByText('mei@example.org')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Sign in' })).toBeNull();
});

test('a guest is asked in', async () => {
  await vi.waitFor(() => answer(Response.json({ ...who, signed_in: false })));
  expect(await screen.findByText('You watch as a guest')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Sign in' })).toBeTruthy();
});

test('where nobody can be asked, nothing is said of him, and his settings are there', async () => {
  await vi.waitFor(() => {
    fail(new TypeError('no network'));
    expect(busy()).toBe('false');
  });
  expect(screen.queryByText('You watch as a guest')).toBeNull();
  expect(screen.getByRole('link', { name: /Playback/ })).toBeTruthy();
});
