import { expect, test } from 'vitest';
import { View } from './view.ts';

const begin = () => new View({ network: '4g', saver: false });

/** The seconds that a state says were shown. */
function secondsOf(text: string): number[] {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  expect(bytes.length).toBe(24);
  return Array.from({ length: 192 }, (_, second) => second).filter((s) => ((bytes[s >> 3] ?? 0) >> (s & 7)) & 1);
}

/** Plays as a player does: a look every tenth of a second. */
function play(view: View, from: number, to: number): void {
  view.jump(from);
  for (let tenth = 1; tenth <= Math.round((to - from) * 10); tenth++) view.run(from + tenth / 10);
}

test('a second counts once half of it was shown', () => {
  const view = begin();
  play(view, 0, 2.4);
  expect(secondsOf(view.state('t').seconds)).toEqual([0, 1]);
  play(view, 2.4, 2.5);
  expect(secondsOf(view.state('t').seconds)).toEqual([0, 1, 2]);
  expect(secondsOf(view.state('t').again)).toEqual([]);
});

test('what was jumped over was not shown, also where nobody said that it was a jump', () => {
  const view = begin();
  play(view, 0, 1);
  view.run(30);
  play(view, 30, 31);
  expect(secondsOf(view.state('t').seconds)).toEqual([0, 30]);
});

test('a second that is watched again is in the second set', () => {
  const view = begin();
  play(view, 0, 4);
  play(view, 1, 2.6);
  expect(secondsOf(view.state('t').again)).toEqual([1, 2]);
});

test('the last second of the longest episode has its place, and what is past it none', () => {
  const view = begin();
  play(view, 178, 180);
  play(view, 190, 194);
  expect(secondsOf(view.state('t').seconds)).toEqual([178, 179, 190, 191]);
});

test('stalls are counted once each, with their time, and errors by name', () => {
  const view = begin();
  view.stalled(100);
  view.stalled(150);
  view.goesOn(400);
  view.goesOn(500);
  for (let index = 0; index < 20; index++) view.trouble(`e${index % 10}`);
  const { quality } = view.state('t');
  expect(quality).toMatchObject({ stalls: 1, stalled_ms: 300, network: '4g' });
  expect(quality.errors).toHaveLength(8);
});

test('times are never less than none: a frame bears the time at which it began', () => {
  const view = begin();
  view.appeared(-3.2);
  view.appeared(80);
  view.stalled(100.5);
  view.goesOn(99.1);
  expect(view.state('t').quality).toMatchObject({ startup_ms: 0, stalls: 1, stalled_ms: 0 });
});
