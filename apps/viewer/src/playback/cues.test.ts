import { describe, expect, test } from 'vitest';
import { cueAt, fitCues } from './cues.ts';

const cue = (text: string, start = 0, end = 6) => ({ start, end, text });

describe('cues made to fit', () => {
  test("a speaker's lines are joined, with a space where the script has one", () => {
    expect(fitCues([cue('You came\nback')], 'en')[0]?.text).toBe('You came back');
    expect(fitCues([cue('你\n回来了')], 'zh-Hans')[0]?.text).toBe('你回来了');
  });

  test('two speakers keep their lines', () => {
    expect(fitCues([cue('- Who?\n- Me.')], 'en')[0]?.text).toBe('- Who?\n- Me.');
  });

  test('a long cue is shown in parts that follow each other without a gap and lose no word', () => {
    const text = 'You are late, and the ferry has gone with everyone who could have told you why it happened.';
    const parts = fitCues([cue(text, 2, 8)], 'en');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => part.text).join(' ')).toBe(text);
    expect(parts[0]?.start).toBe(2);
    expect(parts.at(-1)?.end).toBe(8);
    for (const [index, part] of parts.entries()) {
      expect(part.text.length).toBeLessThanOrEqual(52);
      if (index > 0) expect(part.start).toBe(parts[index - 1]?.end);
    }
  });

  test('Chinese is split between words and never before a comma', () => {
    const text = '你来晚了，渡船已经开走了，能告诉你原因的人也都走了，只剩下最后一盏灯笼。';
    const parts = fitCues([cue(text)], 'zh-Hans');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    for (const part of parts) {
      expect([...part.text].length).toBeLessThanOrEqual(30);
      expect(part.text).not.toMatch(/^[，。]/);
    }
  });

  test('a positioned cue is left alone', () => {
    const sign = {
      ...cue('A very long letter that stands where it was put, however many words there are in it'),
      line: 0.1,
    };
    expect(fitCues([sign], 'en')).toEqual([sign]);
  });
});

test('the cue of a moment is the one whose time it is', () => {
  const cues = [cue('a', 0, 2), cue('b', 2, 4), cue('c', 3, 5)];
  expect(cueAt(cues, 1)?.text).toBe('a');
  expect(cueAt(cues, 2)?.text).toBe('b');
  expect(cueAt(cues, 3.5)?.text).toBe('c');
  expect(cueAt(cues, 5)).toBeUndefined();
});

test('a letter made of two is one sign, as the letter made of one is', () => {
  const text = 'Él pidió más café después de la función. ¿Quién pagará la última ración de jamón mañana, señor?';
  const parts = (form: 'NFC' | 'NFD') => fitCues([{ start: 0, end: 6, text: text.normalize(form) }], 'es');
  expect(parts('NFC').length).toBeGreaterThan(1);
  expect(parts('NFD')).toEqual(parts('NFC').map((part) => ({ ...part, text: part.text.normalize('NFD') })));
});
