// @vitest-environment happy-dom
import type { FeedCard as Card } from '@cliffhanger/api-client/types';
import { i18n } from '@lingui/core';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardOf } from '../testing.ts';
import { FeedCard } from './feed-card.tsx';
import { Stage } from './stage.ts';

const card = (number: number): Card => {
  const { series, episode, ...rest } = cardOf('debt', number, 2);
  const poster_renditions = [{ width: 540, url: '/i/poster-540.webp' }];
  return {
    ...rest,
    series: { ...series, title: { en: 'Debt' } },
    episode: { ...episode, poster: '/i/poster.jpg', poster_renditions },
  };
};

beforeEach(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));
afterEach(cleanup);

test('only the card on stage can be reached, and its poster stands until a frame does', () => {
  const stage = new Stage([card(1), card(2)], 0);
  render(<FeedCard card={card(2)} at={1} stage={stage} />);
  const article = screen.getByRole('article', { hidden: true });
  expect(article.hasAttribute('inert')).toBe(true);
  expect(article.getAttribute('aria-posinset')).toBe('2');
  expect(article.querySelector('img'), 'the first frame has the network to itself').toBeNull();
  act(() => stage.go(1));
  expect(article.hasAttribute('inert')).toBe(false);
  expect(article.querySelector('img')?.dataset.shown).toBe('true');
  expect(article.querySelector('img')?.getAttribute('srcset')).toBe('/i/poster-540.webp 540w');
});

test('past either end the feed stays where it is', () => {
  const stage = new Stage([card(1), card(2)], 0);
  stage.step(-1);
  expect(stage.index.value).toBe(0);
  stage.step(1);
  stage.step(1);
  expect(stage.index.value).toBe(1);
});
