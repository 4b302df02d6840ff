// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { drop, keep, kept, keptNames } from './kept.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  drop('');
});

test('what begins alike is found and forgotten together, and what others keep stays', () => {
  localStorage.setItem('somebody.place.a', 'else');
  for (const name of ['place.a', 'place.b', 'saver']) keep(name, '1');
  expect(keptNames('place.').sort()).toEqual(['place.a', 'place.b']);
  drop('place.');
  expect(keptNames('')).toEqual(['saver']);
  expect(localStorage.getItem('somebody.place.a')).toBe('else');
});

test('where storage has become full, the new value holds and not the one that still had room', () => {
  keep('place.a', 'old');
  const { localStorage: storage } = window;
  const setItem = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  const full = new Proxy(storage, {
    get: (_, name) => {
      if (name === 'setItem') return setItem;
      const member: unknown = Reflect.get(storage, name);
      return typeof member === 'function' ? member.bind(storage) : member;
    },
  });
  vi.stubGlobal('localStorage', full);
  keep('place.a', 'new');
  expect(kept('place.a')).toBe('new');
});

test('where storage is forbidden, what is kept lasts as long as the page', () => {
  const forbidden = () => {
    throw new DOMException('no', 'SecurityError');
  };
  vi.stubGlobal('localStorage', new Proxy({}, { get: forbidden, ownKeys: forbidden }));
  keep('place.a', 'here');
  expect(kept('place.a')).toBe('here');
  expect(keptNames('place.')).toEqual(['place.a']);
  drop('place.');
  expect(kept('place.a')).toBeUndefined();
});
