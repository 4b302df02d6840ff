import { describe, expect, test } from 'vitest';
import { parseVtt } from './vtt.ts';

describe('a WebVTT file', () => {
  test('gives its cues in order, with and without hours', () => {
    const file =
      'WEBVTT - title\nKind: captions\n\n00:03.000 --> 00:04.500\nSecond\n\nname\n00:00:01.000 --> 00:00:02.000 align:start\nFirst\nline two\n';
    expect(parseVtt(file)).toEqual([
      { start: 1, end: 2, text: 'First\nline two' },
      { start: 3, end: 4.5, text: 'Second' },
    ]);
  });

  test('may begin with a byte order mark, a time map and Windows line ends', () => {
    const file =
      '\ufeffWEBVTT\r\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\r\n\r\n01:00:00.000 --> 01:00:01.250\r\nHour\r\n';
    expect(parseVtt(file)).toEqual([{ start: 3600, end: 3601.25, text: 'Hour' }]);
  });

  test('loses its markup and keeps its words', () => {
    const file =
      'WEBVTT\n\n00:00.000 --> 00:01.000\n<v Mei><i.loud>5 &lt; 6</i> &amp; <b>so</b>\n\n00:01.000 --> 00:02.000\n<ruby>灯<rt>dēng</rt></ruby>债';
    expect(parseVtt(file).map(({ text }) => text)).toEqual(['5 < 6 & so', '灯债']);
  });

  test('keeps the place of a positioned cue', () => {
    expect(parseVtt('WEBVTT\n\n00:00.000 --> 00:01.000 line:10% position:50%\nA letter')[0]?.line).toBe(0.1);
  });

  test('skips notes, styles, regions and what is broken', () => {
    const file =
      'WEBVTT\n\nNOTE 00:00.000 --> 00:01.000\nnot a cue\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n00:xx.000 --> 00:01.000\nbroken\n\n00:02.000 --> 00:01.000\nbackwards\n\n00:01.000 --> 00:02.000\n\n00:05.000 --> 00:06.000\nkept';
    expect(parseVtt(file)).toEqual([{ start: 5, end: 6, text: 'kept' }]);
  });

  test('is nothing when it is something else', () => {
    expect(parseVtt('<!doctype html>\n\n00:00.000 --> 00:01.000\nno')).toEqual([]);
    expect(parseVtt('')).toEqual([]);
  });
});
