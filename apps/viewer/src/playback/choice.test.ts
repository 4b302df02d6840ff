import { beforeEach, expect, test } from 'vitest';
import { drop, keep } from '../kept.ts';
import { chooseSubtitles, chosenSubtitles, otherAudio, pickAudio, pickSubtitles, toggleSubtitles } from './choice.ts';

const audio = (language: string, rest = {}) => ({
  track: language,
  language,
  name: language,
  original: false,
  default: false,
  ...rest,
});
const subtitles = (language: string) => ({
  track: language,
  language,
  name: language,
  url: `/s/t/${language}/whole.vtt`,
});
const dubs = [audio('en', { original: true }), audio('zh-Hans', { default: true }), audio('es')];
const texts = [subtitles('en'), subtitles('zh-Hans'), subtitles('ar')];

/** What is read by somebody with these languages; nothing where subtitles are off. */
const shown = (reads: string[]) => pickSubtitles(texts, chosenSubtitles.value, reads)?.language;

beforeEach(() => {
  chosenSubtitles.value = undefined;
  drop('subtitles');
});

test('the chosen dub wins, then the default one', () => {
  expect(pickAudio(dubs, 'es')?.language).toBe('es');
  expect(pickAudio(dubs, 'th')?.language).toBe('zh-Hans');
  expect(pickAudio(dubs, undefined)?.language).toBe('zh-Hans');
  expect(pickAudio([], 'es')).toBeUndefined();
});

test('the other voice is the original of a dub, else what the viewer reads besides, else what there is', () => {
  const [original, dub] = dubs;
  if (!original || !dub) throw new Error('no dubs');
  expect(otherAudio(dubs, dub, ['zh-Hans', 'es'])?.language).toBe('en');
  expect(otherAudio(dubs, original, ['en', 'es-MX', 'zh'])?.language).toBe('es');
  expect(otherAudio(dubs, original, ['en'])?.language).toBe('zh-Hans');
  expect(otherAudio([original], original, ['en'])).toBeUndefined();
});

test('subtitles follow the choice, then the languages of the viewer; off is off', () => {
  expect(pickSubtitles(texts, 'ar', ['en'])?.language).toBe('ar');
  expect(pickSubtitles(texts, undefined, ['zh-CN'])?.language).toBe('zh-Hans');
  expect(pickSubtitles(texts, 'th', ['en-GB'])?.language).toBe('en');
  expect(pickSubtitles(texts, 'off', ['en'])).toBeUndefined();
  expect(pickSubtitles(texts, undefined, ['de'])).toBeUndefined();
});

test('one key turns subtitles off, and on in the language they were in', () => {
  for (const turnOff of [() => toggleSubtitles(texts, ['en']), () => chooseSubtitles('off')]) {
    chooseSubtitles('ar');
    turnOff();
    expect(shown(['en'])).toBeUndefined();
    toggleSubtitles(texts, ['en']);
    expect(shown(['en'])).toBe('ar');
  }
});

test('so it does with what was off since an earlier visit', () => {
  chosenSubtitles.value = 'off';
  keep('subtitles-before', 'ar');
  toggleSubtitles(texts, ['en']);
  expect(shown(['en'])).toBe('ar');
});

test('who has chosen none reads the first of his languages, else what there is', () => {
  chosenSubtitles.value = 'off';
  toggleSubtitles(texts, ['de', 'zh-CN']);
  expect(shown(['de', 'zh-CN'])).toBe('zh-Hans');
  toggleSubtitles(texts, ['de', 'zh-CN']);
  expect(chosenSubtitles.value).toBe('off');
  toggleSubtitles(texts, ['de']);
  expect(shown(['de'])).toBe('en');
});

test('what is missing here stays chosen for elsewhere', () => {
  chooseSubtitles('th');
  chooseSubtitles('off');
  toggleSubtitles(texts, ['zh-CN']);
  expect(shown(['zh-CN'])).toBe('zh-Hans');
  expect(chosenSubtitles.value).toBe('th');
  toggleSubtitles([], ['zh-CN']);
  expect(chosenSubtitles.value, 'nothing to show').toBe('th');
});
