import { beforeEach, expect, test, vi } from 'vitest';

/** A segment of 2 s is one on this line. */
const line = { bandwidth: 1_600_000, bitrate: 800_000 };

beforeEach(() => vi.resetModules());

const learnt = async (...took: number[]) => {
  const { mayTake, noteFetch } = await import('./pace.ts');
  for (const seconds of took) noteFetch(seconds, 2, line);
  return mayTake(2, line);
};
const times = (count: number, seconds: number) => Array.from({ length: count }, () => seconds);

test('before anything is known it is asked for in good time', async () => {
  expect(await learnt()).toBeCloseTo(2.78);
});

test('where all come alike, little more than that is kept ready', async () => {
  const ready = await learnt(...times(15, 1.2));
  expect(ready).toBeGreaterThan(1.25);
  expect(ready).toBeLessThan(1.4);
});

test('a larger one is asked for sooner', async () => {
  const { mayTake, noteFetch } = await import('./pace.ts');
  for (const seconds of times(15, 1.2)) noteFetch(seconds, 2, line);
  const more = mayTake(2, { ...line, bitrate: 1_200_000 }) - mayTake(2, line);
  expect(more).toBeCloseTo(0.5);
});

test('where some come late, as much is kept ready as those need', async () => {
  const jumpy = Array.from({ length: 16 }, (_, index) => (index % 4 === 0 ? 2.5 : 1.2));
  expect(await learnt(...jumpy)).toBeGreaterThan(2.5);
});

test('one that came very late is forgotten after a while', async () => {
  expect(await learnt(...times(10, 1.2), 3)).toBeGreaterThan(3);
  vi.resetModules();
  expect(await learnt(...times(10, 1.2), 3, ...times(15, 1.2))).toBeLessThan(1.5);
});

test('there is an end to it, and a least', async () => {
  expect(await learnt(9, 9, 9)).toBe(4);
  vi.resetModules();
  expect(await learnt(...times(30, 0.01))).toBe(0.25);
});
