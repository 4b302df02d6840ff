// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { offline } from '../network.ts';
import type { Player } from './player.ts';
import { SubtitlesBox } from './subtitles-box.tsx';

const subtitles = [{ track: 'trk_1', language: 'en', url: '/s/ticket/trk_1/whole.vtt' }];

afterEach(() => {
  cleanup();
  offline.value = false;
  vi.unstubAllGlobals();
});

/** A player, as far as the words ask it: a second and a half into an episode. */
const player = () => ({ shown: signal(true), play: signal({ subtitles }), seconds: signal(1.5) }) as unknown as Player;

test('words that a cut has swallowed come when the network is back', async () => {
  let cut = true;
  const asked = vi.fn(async () => {
    if (cut) throw new TypeError('lost');
    return new Response('WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n');
  });
  vi.stubGlobal('fetch', asked);
  offline.value = true;
  render(<SubtitlesBox player={signal(player())} shown={() => 'epi_1'} />);
  await act(async () => undefined);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(screen.queryByText('Hello')).toBeNull();
  cut = false;
  act(() => {
    offline.value = false;
  });
  expect(await screen.findByText('Hello')).toBeTruthy();

  // What is on screen stays there.
  act(() => {
    offline.value = true;
  });
  expect(screen.getByText('Hello')).toBeTruthy();
  expect(asked).toHaveBeenCalledTimes(2);
});
