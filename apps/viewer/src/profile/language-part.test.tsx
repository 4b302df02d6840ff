// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseDub, chooseSubtitles } from '../playback/choice.ts';
import { LanguagePart } from './language-part.tsx';

beforeEach(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));
afterEach(cleanup);

/** What a list shows as chosen, and how many there are to choose from. */
function shown(label: string) {
  const list = screen.getByLabelText(label);
  if (!(list instanceof HTMLSelectElement)) throw new Error(`${label} is no list`);
  return { chosen: list.selectedOptions[0]?.textContent, count: list.options.length };
}

test('a language that the app does not speak stays chosen, under its name', () => {
  chooseDub('');
  chooseSubtitles('off');
  render(<LanguagePart />);
  const before = [shown('Voices'), shown('Subtitles')];
  expect(before.map(({ chosen }) => chosen)).toEqual(['Automatic', 'Off']);
  cleanup();
  chooseDub('ja');
  chooseSubtitles('ko');
  render(<LanguagePart />);
  expect(shown('Voices')).toEqual({ chosen: 'Japanese', count: (before[0]?.count ?? 0) + 1 });
  expect(shown('Subtitles'), 'which it does speak').toEqual({ chosen: '한국어', count: before[1]?.count });
});
