// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { countBytes, countEpisode } from '../playback/saver.ts';
import { PlaybackPart } from './playback-part.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('a page left open past midnight says what was used on the new day', () => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
  vi.useFakeTimers({ now: new Date(2026, 10, 25, 23, 59, 30) });
  countEpisode();
  countEpisode();
  countBytes(40_000_000);
  render(<PlaybackPart />);
  expect(screen.getByText(/Used today/).textContent).toContain('40 MB');
  expect(screen.getByText(/^That is/).textContent).toContain('20 MB');
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByText(/Used today/).textContent).toContain(': 0 MB');
  expect(screen.queryByText(/^That is/)).toBeNull();
});
