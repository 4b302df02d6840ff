import { scriptOf } from '../words/locales.ts';
import { perLanguage } from '../words/per-language.ts';
import type { Cue } from './vtt.ts';

/** Graphemes that fit one line of the box at 18 px, 276 px wide; figures measured with Noto at weight 600. */
const FIT: { [script: string]: number } = {
  Arab: 28,
  Thai: 24,
  Deva: 24,
  Kore: 18,
  Hang: 18,
  Hans: 15,
  Hant: 15,
  Jpan: 15,
};
const FIT_OTHERS = 26;
const LINES = 2;
/** A comma or a full stop ends a part early, once it holds this much of an even share. */
const PAUSE_FROM = 0.6;
/** Scripts written without spaces between words. */
const CLOSE = new Set(['Hans', 'Hant', 'Jpan', 'Thai']);

/**
 * Makes delivered cues fit a phone: a speaker's broken lines are joined, so that the box breaks them again, and a cue
 * that needs more than two lines is shown in parts, each as long as its share of the text. Words stay whole.
 */
export function fitCues(cues: readonly Cue[], language: string): Cue[] {
  const script = scriptOf(language) ?? '';
  const room = (FIT[script] ?? FIT_OTHERS) * LINES;
  const glue = CLOSE.has(script) ? '' : ' ';
  return cues.flatMap((cue) => {
    if (cue.line !== undefined) return [cue];
    const lines = cue.text.split('\n');
    // Two speakers in one cue keep their lines.
    const turns = lines.length > 1 && lines.every((line) => /^[-–—‐]/.test(line));
    return turns ? [cue] : split({ ...cue, text: lines.join(glue) }, room, language);
  });
}

/** The cue on screen at a time; the later one where two overlap. */
export function cueAt(cues: readonly Cue[], time: number): Cue | undefined {
  let found: Cue | undefined;
  for (const cue of cues) {
    if (cue.start > time) break;
    if (time < cue.end) found = cue;
  }
  return found;
}

function split(cue: Cue, room: number, language: string): Cue[] {
  const total = graphemes(cue.text);
  const parts = Math.ceil(total / room);
  if (parts <= 1) return [cue];
  const texts = fill(words(cue.text, language), total / parts, room);
  const shown = texts.reduce((sum, text) => sum + graphemes(text), 0);
  let start = cue.start;
  return texts.map((text, index) => {
    const last = index === texts.length - 1;
    const end = last ? cue.end : start + ((cue.end - cue.start) * graphemes(text)) / shown;
    const part = { start, end, text };
    start = end;
    return part;
  });
}

/** Fills parts with whole words up to an even share each, never past the room there is. */
function fill(pieces: string[], share: number, room: number): string[] {
  const texts: string[] = [];
  let text = '';
  for (const piece of pieces) {
    const longer = graphemes((text + piece).trim());
    const size = graphemes(text.trim());
    const pause = /[.!?…。！？؟;；,，、،:：—]$/u.test(text.trim()) && size >= share * PAUSE_FROM;
    if (size > 0 && (longer > room || size >= share || pause)) {
      texts.push(text.trim());
      text = piece;
    } else {
      text += piece;
    }
  }
  if (text.trim()) texts.push(text.trim());
  return texts;
}

const wordSegmenters = perLanguage((tag) => new Intl.Segmenter(tag, { granularity: 'word' }));

/** Words with the spaces and marks that follow them, so that no part begins with a comma. */
function words(text: string, language: string): string[] {
  const pieces: string[] = [];
  for (const { segment, isWordLike } of wordSegmenters(language).segment(text)) {
    const last = pieces.length - 1;
    const opens = /^[\p{Ps}\p{Pi}"'¿¡]/u.test(segment);
    const follows = !isWordLike && !opens && last >= 0;
    const opened = last >= 0 && /^[\p{Ps}\p{Pi}"'¿¡]$/u.test(pieces[last] ?? '');
    if (follows || opened) pieces[last] += segment;
    else pieces.push(segment);
  }
  return pieces;
}

/** Latin and CJK letters and their punctuation: each unit is a sign of its own. */
const PLAIN = /^[\u0020-\u02ff\u2010-\u2027\u3000-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff5e]*$/;
let segmenter: Intl.Segmenter | undefined;

/** The first segmenter takes a page 24 ms, four times as much on a cheap phone: most languages need none. */
function graphemes(text: string): number {
  if (PLAIN.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return [...segmenter.segment(text)].length;
}
