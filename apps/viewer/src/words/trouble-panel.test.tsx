// @vitest-environment happy-dom
import { Refusal } from '@cliffhanger/api-client/ask';
import { i18n } from '@lingui/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TroublePanel } from './trouble-panel.tsx';

beforeEach(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));
afterEach(cleanup);

test.each([
  [new Refusal('offline'), 'The network is gone. We go on as soon as it is back.', 'Try again'],
  [new Refusal('not-found'), 'There is nothing at this address.', 'Go to the start'],
  [new Refusal('nothing-published'), 'There is nothing to watch here yet.', 'Try again'],
  [new Refusal('overloaded'), 'Too much is going on here. Wait a moment and try again.', 'Try again'],
  [new Refusal('media'), 'This episode cannot be played on this device.', 'Try again'],
  [new Refusal('something-new', 'req_1'), 'Something went wrong (req_1). Try again.', 'Try again'],
  [new Error('anything'), 'Something went wrong. Try again.', 'Try again'],
])('%s is one sentence and one button', (cause, sentence, way) => {
  const onRetry = vi.fn();
  render(
    <LocationProvider>
      <TroublePanel cause={cause} onRetry={onRetry} />
    </LocationProvider>,
  );
  expect(screen.getByRole('alert').textContent).toBe(sentence + way);
  fireEvent.click(screen.getByRole('button', { name: way }));
  expect(onRetry).toHaveBeenCalledTimes(way === 'Try again' ? 1 : 0);
});
