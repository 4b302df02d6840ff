// @vitest-environment happy-dom
import { i18n } from '@lingui/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ShareSheet } from './share-sheet.tsx';

const series = { slug: 'debt', title: { en: 'Debt' }, original_language: 'en' };
const writeText = vi.fn<(text: string) => Promise<void>>();
const onClose = vi.fn();

beforeEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
  onClose.mockReset();
  writeText.mockReset();
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(writeText);
  render(<ShareSheet open series={series} onClose={onClose} />);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const copy = () => fireEvent.click(screen.getByRole('button', { name: 'Copy the link' }));

test('the sheet closes when the link is copied', async () => {
  writeText.mockResolvedValue(undefined);
  copy();
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  expect(writeText).toHaveBeenCalledWith(`${location.origin}/series/debt`);
});

test('where it cannot be copied the sheet stays, with the link in it', async () => {
  writeText.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  copy();
  expect((await screen.findByRole('alert')).textContent).toContain('It stands in the sheet');
  expect(screen.getByText(`${location.origin}/series/debt`)).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
  writeText.mockResolvedValue(undefined);
  copy();
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
});
