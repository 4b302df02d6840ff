import { expect, test } from 'vitest';
import { capOf, pickRendition } from './rendition.ts';

const track = (width: number, bandwidth: number) => ({
  track: `v${width}`,
  width,
  height: (width * 16) / 9,
  bandwidth,
  codecs: 'avc1.64001f',
});
const tracks = [track(360, 710_000), track(540, 1_110_000), track(720, 2_350_000), track(1080, 4_900_000)];
const failed: ReadonlySet<string> = new Set();

test.each([
  { bandwidth: 300_000, lines: 2400, picked: 360 },
  { bandwidth: 1_600_000, lines: 2400, picked: 360 },
  { bandwidth: 2_000_000, lines: 2400, picked: 540 },
  { bandwidth: 9_000_000, lines: 2400, picked: 1080 },
  { bandwidth: 9_000_000, lines: 1280, picked: 720 },
  { bandwidth: 9_000_000, lines: 500, picked: 360 },
])('$bandwidth b/s and $lines lines begin with $picked', ({ bandwidth, lines, picked }) => {
  expect(pickRendition(tracks, { bandwidth, lines, saver: false, failed })?.width).toBe(picked);
});

test('the saver shows 360p, however good the network is', () => {
  const bounds = { bandwidth: 9_000_000, lines: 2400, saver: true, failed };
  expect(pickRendition(tracks, bounds)?.width).toBe(360);
  expect(pickRendition(tracks.slice(1), bounds)?.width, 'the smallest, where there is none').toBe(540);
  expect(capOf(tracks, bounds)).toBe(0);
});

test('what failed a moment ago is passed over, unless there is nothing else', () => {
  const bounds = { bandwidth: 9_000_000, lines: 960, saver: false, failed: new Set(['v540']) };
  expect(pickRendition(tracks, bounds)?.width).toBe(720);
  expect(pickRendition(tracks.slice(1, 2), bounds)?.width).toBe(540);
  expect(pickRendition([], bounds)).toBeUndefined();
});
