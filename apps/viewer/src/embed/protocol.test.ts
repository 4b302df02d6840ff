import { expect, test } from 'vitest';
import { message, orderOf } from './protocol.ts';

test.each([
  [{ cliffhanger: 1, type: 'hello' }, { type: 'hello' }],
  [{ cliffhanger: 1, type: 'play' }, { type: 'play' }],
  [{ cliffhanger: 1, type: 'pause', more: 'is ignored' }, { type: 'pause' }],
  [
    { cliffhanger: 1, type: 'seek', seconds: 12.5 },
    { type: 'seek', seconds: 12.5 },
  ],
  [
    { cliffhanger: 1, type: 'mute', muted: true },
    { type: 'mute', muted: true },
  ],
])('%o is an order', (data, order) => {
  expect(orderOf(data)).toEqual(order);
});

test.each([
  [undefined],
  [null],
  ['play'],
  [{}],
  [{ type: 'play' }],
  [{ cliffhanger: 2, type: 'play' }],
  [{ cliffhanger: '1', type: 'play' }],
  [{ cliffhanger: 1 }],
  [{ cliffhanger: 1, type: 'unlock' }],
  [{ cliffhanger: 1, type: 'seek' }],
  [{ cliffhanger: 1, type: 'seek', seconds: '12' }],
  [{ cliffhanger: 1, type: 'seek', seconds: -1 }],
  [{ cliffhanger: 1, type: 'seek', seconds: 181 }],
  [{ cliffhanger: 1, type: 'seek', seconds: Number.NaN }],
  [{ cliffhanger: 1, type: 'mute', muted: 1 }],
])('%o is none', (data) => {
  expect(orderOf(data)).toBeUndefined();
});

test('every message names its version', () => {
  expect(message({ type: 'play' })).toEqual({ cliffhanger: 1, type: 'play' });
});
