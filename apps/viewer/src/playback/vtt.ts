/** One cue: plain text, times in seconds; `line` is the share of the height where a positioned cue stands. */
export type Cue = { start: number; end: number; text: string; line?: number };

const TIMING = /^\s*((?:\d+:)?\d{2}:\d{2}[.,]\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}[.,]\d{3})(.*)$/;
const ENTITIES: { [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
};

/** Reads WebVTT. What is broken is left out, cue by cue; the rest of the file still counts. */
export function parseVtt(source: string): Cue[] {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (!/^WEBVTT(?:[ \t\n]|$)/.test(text)) return [];
  const cues: Cue[] = [];
  for (const block of text.split(/\n{2,}/).slice(1)) {
    const cue = parseBlock(block.split('\n'));
    if (cue) cues.push(cue);
  }
  return cues.sort((a, b) => a.start - b.start);
}

function parseBlock(lines: string[]): Cue | undefined {
  const at = lines.findIndex((line) => line.includes('-->'));
  // A cue has at most a name before its times; NOTE, STYLE and REGION have no times.
  if (at < 0 || at > 1 || /^(?:NOTE|STYLE|REGION)\b/.test(lines[0] ?? '')) return undefined;
  const timing = TIMING.exec(lines[at] ?? '');
  if (!timing) return undefined;
  const [, from = '', to = '', settings = ''] = timing;
  const start = seconds(from);
  const end = seconds(to);
  const text = plain(lines.slice(at + 1).join('\n'));
  if (!text || end <= start) return undefined;
  const line = /\bline:(\d+(?:\.\d+)?)%/.exec(settings)?.[1];
  return line === undefined ? { start, end, text } : { start, end, text, line: Math.min(1, Number(line) / 100) };
}

function seconds(stamp: string): number {
  return stamp
    .replace(',', '.')
    .split(':')
    .reduce((total, part) => total * 60 + Number(part), 0);
}

/** Markup goes, words stay: ruby readings are dropped with their tag, entities become what they stand for. */
function plain(markup: string): string {
  return markup
    .replace(/<rt\b[^>]*>.*?<\/rt>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
