import { expect, test } from 'vitest';
import { tintOf } from './tint.ts';

test('a ThumbHash says its average colour', () => {
  // The hash of a plain orange picture, as its authors' encoder writes it.
  expect(tintOf('1QcSHQRnh493V4dIh4eXh1h4kJUI')).toMatch(/^rgb\(\d+ \d+ \d+\)$/);
  expect(tintOf(btoa('\x3f\x08\x02\x00\x00')), 'white, as far as its 6 bits go').toMatch(/^rgb\(2\d\d 2\d\d 2\d\d\)$/);
});

test('what is none says nothing', () => {
  for (const none of [null, undefined, '', 'AA==', '%%%']) expect(tintOf(none), String(none)).toBeUndefined();
});
