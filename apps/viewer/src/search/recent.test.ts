// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { viewerChanged } from '../viewer-changed.ts';
import { dropSearch, keepSearch, putSearches, searches } from './recent.ts';

beforeEach(() => putSearches([]));

test('the newest comes first, and nothing twice', () => {
  for (const query of ['lantern', ' salt ', 'lantern', '  ']) keepSearch(query);
  expect(searches.value).toEqual(['lantern', 'salt']);
});

test('eight are kept, on the device', () => {
  for (let at = 1; at <= 9; at++) keepSearch(`${at}`);
  expect(searches.value).toHaveLength(8);
  expect(searches.value).not.toContain('1');
  dropSearch('9');
  expect(JSON.parse(localStorage.getItem('cliffhanger.searches') ?? '')).toEqual(['8', '7', '6', '5', '4', '3', '2']);
});

test('another viewer sees none of them', () => {
  keepSearch('salt');
  viewerChanged();
  expect(searches.value).toEqual([]);
});
