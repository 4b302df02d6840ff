// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';

const told = Object.assign(new EventTarget(), { effectiveType: '4g', saveData: false });
// The browser has it before the app asks.
Object.defineProperty(navigator, 'connection', { value: told });
const { dear } = await import('./network.ts');
const { chooseSaver, saver } = await import('./playback/saver.ts');

/** The device comes to another network, or its owner turns the saver of the system on or off. */
function change(to: { effectiveType?: string; saveData?: boolean }): void {
  Object.assign(told, { effectiveType: '4g', saveData: false }, to);
  told.dispatchEvent(new Event('change'));
}

afterEach(() => {
  change({});
  chooseSaver('auto');
});

test('bytes become dear on the way, and cheap again', () => {
  expect(dear.value).toBe(false);
  change({ effectiveType: '3g' });
  expect(dear.value).toBe(true);
  change({ saveData: true });
  expect(dear.value).toBe(true);
  change({ effectiveType: '4g' });
  expect(dear.value).toBe(false);
});

test('the data saver follows the network, unless it was chosen', () => {
  change({ effectiveType: '2g' });
  expect(saver.value).toBe(true);
  chooseSaver('off');
  expect(saver.value).toBe(false);
  chooseSaver('auto');
  change({});
  expect(saver.value).toBe(false);
});
