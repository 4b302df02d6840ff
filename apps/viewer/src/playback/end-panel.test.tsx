// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { EndPanel } from './end-panel.tsx';

afterEach(cleanup);

const page = (over: boolean) => (
  <>
    <button type="button">Close</button>
    {over && (
      <EndPanel>
        <button type="button">Again</button>
      </EndPanel>
    )}
  </>
);

test('the focus goes back to where it was when the end is no more', () => {
  const { rerender } = render(page(false));
  screen.getByText('Close').focus();
  rerender(page(true));
  screen.getByText('Again').focus();
  rerender(page(false));
  expect(document.activeElement).toBe(screen.getByText('Close'));
});

test('whoever has moved on meanwhile stays there', () => {
  const { rerender } = render(page(true));
  screen.getByText('Close').focus();
  rerender(page(false));
  expect(document.activeElement).toBe(screen.getByText('Close'));
});
