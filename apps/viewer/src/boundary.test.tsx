// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { cleanup, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Boundary } from './boundary.tsx';
import { noteNetwork } from './network.ts';

beforeEach(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));
afterEach(cleanup);

function Broken(): never {
  throw new Error('broken');
}

const show = () =>
  render(
    <LocationProvider>
      <Boundary>
        <Broken />
      </Boundary>
    </LocationProvider>,
  );

test('what breaks is said in words', () => {
  show();
  expect(screen.getByRole('alert').textContent).toContain('Something went wrong.');
});

test('without a network it is the network', () => {
  noteNetwork(false);
  show();
  expect(screen.getByRole('alert').textContent).toContain('The network is gone.');
  noteNetwork(true);
});
