import { expect, test, vi } from 'vitest';
import { viewerChanged } from '../viewer-changed.ts';
import { grantFor, heldGrant, isTrailer, noteCard, openGates, renewInMs, withTicket } from './grants.ts';

test('a request goes out with the newest ticket, whatever the playlist named', () => {
  expect(withTicket('http://a.test/s/old/v1/feed/3.m4s', 'new')).toBe('http://a.test/s/new/v1/feed/3.m4s');
  expect(withTicket('/m/old/master.m3u8', 'new')).toBe('/m/new/master.m3u8');
  expect(withTicket('/e/old/v/feed/init.mp4', 'new')).toBe('/e/new/v/feed/init.mp4');
  expect(withTicket('/k/old/key', 'new')).toBe('/k/new/key');
  expect(withTicket('/i/poster.png', 'new')).toBe('/i/poster.png');
});

const lasting = (ms: number) => ({
  view_id: 'v',
  ticket: 't',
  expires_at_ms: Date.now() + ms,
  master: '',
  encrypted: false,
  start: '',
  duration_ms: 1,
  video: [],
  audio: [],
  subtitles: [],
});

test('whoever swipes all day holds no more permissions than he may need', () => {
  for (let at = 0; at < 500; at++) {
    noteCard({ age_gate: false, episode: { id: `ep_${at}` }, play: lasting(60_000) });
    // The one that he is in is renewed now and then.
    noteCard({ age_gate: false, episode: { id: 'ep_0' }, play: lasting(60_000) });
  }
  const held = Array.from({ length: 500 }, (_, at) => `ep_${at}`).filter((id) => heldGrant(id));
  expect(held.length).toBeLessThan(100);
  expect(held).toContain('ep_499');
  expect(held).toContain('ep_0');
});

test('a ticket is renewed a minute before its end, a short one half way', () => {
  expect(renewInMs(lasting(600_000))).toBeCloseTo(540_000, -2);
  expect(renewInMs(lasting(60_000))).toBeCloseTo(30_000, -2);
  expect(renewInMs(lasting(-1))).toBeLessThan(0);
});

test('a trailer is asked for by the id of its series', () => {
  expect(isTrailer('ser_01k0000000000000000000000a')).toBe(true);
  expect(isTrailer('ep_01k0000000000000000000000a')).toBe(false);
});

test('what is for adults is not asked for before the viewer has said that he is one', async () => {
  const asked = vi.fn(async () => Response.json({ ticket: 't' }));
  vi.stubGlobal('fetch', asked);
  const card = (id: string, age_gate: boolean) => ({ age_gate, episode: { id } });
  noteCard(card('ep_1', true));
  await expect(grantFor('ep_1')).rejects.toThrow('age-gate');
  expect(asked).not.toHaveBeenCalled();
  noteCard(card('ep_2', true));
  noteCard(card('ep_2', false));
  await grantFor('ep_2');
  openGates();
  expect((await grantFor('ep_1')).ticket).toBe('t');
  noteCard(card('ep_3', true));
  await grantFor('ep_3');
  expect(asked, 'what is known from before he said so stops him no more').toHaveBeenCalledTimes(3);

  viewerChanged();
  noteCard(card('ep_4', true));
  await expect(grantFor('ep_4'), 'another viewer has not said so').rejects.toThrow('age-gate');
  vi.unstubAllGlobals();
});
