// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { cleanup, render, screen } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Boundary } from './boundary.tsx';
import { offline } from './network.ts';
import { Said } from './words/said.tsx';

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
  offline.value = true;
  show();
  expect(screen.getByRole('alert').textContent).toContain('The network is gone.');
  offline.value = false;
});

test('another page is tried anew', () => {
  const page = (of: string, child: ComponentChildren) => (
    <LocationProvider>
      <Boundary of={of}>{child}</Boundary>
    </LocationProvider>
  );
  const { rerender } = render(page('/a', <Broken />));
  rerender(page('/a', <p>whole</p>));
  expect(screen.queryByText('whole'), 'it stays what it was').toBeNull();
  rerender(page('/b', <p>whole</p>));
  expect(screen.getByText('whole')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a panel that breaks goes, and its page stays and says so', () => {
  const onBroken = vi.fn();
  render(
    <LocationProvider>
      <Boundary>
        <p>the page</p>
        <Boundary onBroken={onBroken}>
          <Broken />
        </Boundary>
        <Said />
      </Boundary>
    </LocationProvider>,
  );
  expect(onBroken).toHaveBeenCalledTimes(1);
  expect(screen.getByText('the page')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toContain('Something went wrong.');
});
