// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { kept } from '../kept.ts';
import { chooseSound, muted, silence, silenced, turnSound } from './sound.ts';

test('whoever turns the sound on is not asked for a tap any more', () => {
  silence();
  expect(silenced.value).toBe(true);
  turnSound(true);
  expect(silenced.value).toBe(false);
  expect(muted.value).toBe(false);
  expect(kept('sound'), 'nobody has chosen').toBeUndefined();
  chooseSound(false);
  expect(muted.value).toBe(true);
  expect(kept('sound')).toBe('off');
});
