// @vitest-environment happy-dom
import { Refusal } from '@cliffhanger/api-client/ask';
import { i18n } from '@lingui/core';
import { cleanup, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TroublePage } from './trouble-page.tsx';

beforeEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
  document.title = 'The page before';
});
afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});

const show = () =>
  render(
    <LocationProvider>
      <TroublePage cause={new Refusal('not-found')} onRetry={() => undefined} />
    </LocationProvider>,
  );

test('a page that failed has a heading and a title, and whoever listens hears where he is', () => {
  show();
  const heading = screen.getByRole('heading', { level: 1, name: 'There is nothing at this address.' });
  expect(document.activeElement).toBe(heading);
  expect(document.title).toBe('There is nothing at this address. · Cliffhanger');
});

test('inside somebody else’s page it takes nobody’s focus', () => {
  history.replaceState(null, '', '/embed/no-such-series');
  show();
  expect(screen.getByRole('alert').textContent).toBe('There is nothing at this address.');
  expect(document.activeElement).toBe(document.body);
});
