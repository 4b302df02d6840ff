import { beforeEach, expect, test, vi } from 'vitest';

const line = { bandwidth: 1_600_000, bitrate: 800_000 };

beforeEach(() => vi.resetModules());

const learnt = async (...took: number[]) => {
  const { mayTake, noteFetch } = await import('./pace.ts');
  for (const seconds of took) noteFetch(seconds, 2, line);
  return mayTake(2, line);
};
const times = (count: number, seconds: number) => Array.from({ length: count }, () => seconds);

test('before anything is known it may take twice as long as it should', async () => {
  expect(await learnt()).toBeCloseTo(2.4);
});

test('where all comes as it should, little more than that is kept ready', async () => {
  const ready = await learnt(...times(15, 0.8));
  expect(ready).toBeGreaterThan(0.8);
  expect(ready).toBeLessThan(1);
});

test('where some come late, as much is kept ready as those need', async () => {
  const jumpy = Array.from({ length: 16 }, (_, index) => (index % 4 === 0 ? 2 : 0.8));
  expect(await learnt(...jumpy)).toBeGreaterThan(2);
});

test('one that came very late is forgotten after a while', async () => {
  expect(await learnt(...times(10, 0.8), 3)).toBeGreaterThan(3);
  vi.resetModules();
  expect(await learnt(...times(10, 0.8), 3, ...times(15, 0.8))).toBeLessThan(1.2);
});

test('there is an end to it, and a least', async () => {
  expect(await learnt(9, 9, 9)).toBe(4);
  vi.resetModules();
  expect(await learnt(...times(20, 0.01))).toBe(0.25);
});
