// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EndPanel } from '../playback/end-panel.tsx';
import { cardOf } from '../testing.ts';
import { Caption } from './caption.tsx';
import { bindInputs } from './inputs.ts';
import { Stage } from './stage.ts';
import { WheelSteps } from './wheel.ts';

let life: AbortController;

beforeEach(() => {
  life = new AbortController();
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});
afterEach(() => {
  life.abort();
  cleanup();
});

/** A feed that stands at its second card, with something over it. */
function feedUnder(over: ComponentChildren): Stage {
  const stage = new Stage([cardOf('debt', 1), cardOf('debt', 2), cardOf('debt', 3)], 1);
  render(<main>{over}</main>);
  bindInputs(screen.getByRole('main'), stage, new WheelSteps(), life.signal);
  return stage;
}

/** Whether the browser was left to scroll. */
function turn(over: Element, deltaY: number): boolean {
  return over.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true }));
}

/** Makes an element hold more than fits. */
function fill(element: Element): void {
  Object.defineProperty(element, 'scrollHeight', { value: element.clientHeight + 200 });
}

test.each([
  [120, 2],
  [-120, 0],
])('over what is said at the end a turn by %i leads to card %i', (deltaY, card) => {
  const stage = feedUnder(
    <EndPanel said>
      <button type="button">Watch again</button>
    </EndPanel>,
  );
  expect(turn(screen.getByText('Watch again'), deltaY)).toBe(false);
  expect(stage.index.value).toBe(card);
});

test('a list that is longer than its place scrolls, and the feed stays', () => {
  const stage = feedUnder(<section data-scrolls="">Episodes</section>);
  const list = screen.getByText('Episodes');
  fill(list);
  expect(turn(list, 120)).toBe(true);
  expect(stage.index.value).toBe(1);
});

test('over a list that fits, the wheel goes on as elsewhere', () => {
  const stage = feedUnder(<section data-scrolls="">Episodes</section>);
  expect(turn(screen.getByText('Episodes'), 120)).toBe(false);
  expect(stage.index.value).toBe(2);
});

test('what happens in an episode scrolls once all of it is open', () => {
  const { episode, ...card } = cardOf('debt', 2);
  const told = { ...card, episode: { ...episode, synopsis: { en: 'A long story.' } } };
  const stage = feedUnder(<Caption titleId="title" card={told} linked />);
  const synopsis = screen.getByText('A long story.');
  fill(synopsis);
  fireEvent.click(screen.getByText('More'));
  expect(turn(synopsis, 120)).toBe(true);
  expect(stage.index.value).toBe(1);
});
