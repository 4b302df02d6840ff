import { getFeed } from '@cliffhanger/api-client/client';
import type { FeedCard } from '@cliffhanger/api-client/types';
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { paths } from '../paths.ts';
import { noteCard } from '../playback/grants.ts';
import { packAhead } from '../playback/packs.ts';
import { saver } from '../playback/saver.ts';
import { askFeedOf, offer } from './ask-feed.ts';
import { type AskedFeed, leaveForYou } from './for-you.ts';
import type { Stage } from './stage.ts';

/** So long before its end, or past its half, an episode is likely to be followed by the next of its series. */
const BEFORE_END_S = 10;
/** For You is asked for more cards when so few are left, up to a number that a day of swiping does not reach. */
const FEW = 4;
const MOST = 400;

/** For You leads into a series when an episode ends, and goes on with more series when its cards run out. */
export function useForYou(stage: Stage): void {
  const { route } = useLocation();
  useEffect(() => {
    if (stage.kind !== 'for_you') return;
    let ahead: { episodeId: string; series: Promise<AskedFeed> } | undefined;
    const seriesOf = (card: FeedCard) => askFeedOf({ series: card.series.slug, episode: card.episode.id });
    const lookAhead = (card: FeedCard) => {
      if (ahead?.episodeId !== card.episode.id) ahead = { episodeId: card.episode.id, series: seriesOf(card) };
      return ahead.series;
    };
    stage.follow = () => {
      const card = stage.cards.peek()[stage.index.peek()];
      if (!card) return;
      // What was lost half an episode ago may be had now.
      const series = lookAhead(card).catch(() => seriesOf(card));
      series.then(
        (feed) => {
          // Whoever swiped on in the meantime has decided otherwise.
          if (stage.cards.peek()[stage.index.peek()] !== card) return;
          const next = feed.cards[feed.start + 1];
          if (!next) return stage.step(1);
          const { slug } = next.series;
          const { number } = next.episode;
          offer(
            { series: slug, episode: String(number) },
            Promise.resolve({ ...feed, start: feed.start + 1, position_ms: 0 }),
          );
          route(paths.watch(slug, number));
        },
        () => stage.step(1),
      );
    };
    const ends = [
      effect(() => {
        const { card, seriesGoesOn } = stage;
        const player = stage.player.value;
        if (!card || !seriesGoesOn || !player?.shown.value) return;
        const { duration } = player;
        const seconds = player.seconds.value;
        // Time goes on ten times a second; the next episode is got ready once.
        if (seconds < Math.min(duration / 2, duration - BEFORE_END_S) || ahead?.episodeId === card.episode.id) return;
        lookAhead(card).then(
          ({ cards, start }) => {
            const next = cards[start + 1];
            if (!next?.play) return;
            noteCard(next);
            // Where bytes are dear one pack is fetched ahead, and that is of the card that comes next.
            if (!saver.peek()) packAhead(next.episode.id, next.play);
          },
          () => undefined,
        );
      }),
      // Written down as it happens: the page that comes next may begin before this one has gone.
      effect(() => leaveForYou(stage.cards.value, stage.index.value, stage.askedAtMs)),
      effect(() => {
        if (stage.index.value + FEW >= stage.cards.value.length) askMore(stage);
      }),
    ];
    return () => {
      for (const end of ends) end();
      stage.follow = undefined;
    };
  }, [stage, route]);
}

const asked = new WeakMap<Stage, number>();

/** Once for each length: an answer that brings nothing new is the end of it. */
function askMore(stage: Stage): void {
  const { length } = stage.cards.peek();
  if (asked.get(stage) === length || length >= MOST) return;
  asked.set(stage, length);
  getFeed({}).then(
    ({ cards }) => {
      const known = new Set(stage.cards.peek().map(({ series }) => series.id));
      const more = cards.filter(({ series }) => !known.has(series.id)).slice(0, MOST - length);
      if (more.length > 0) stage.grow(more);
    },
    // Swiping on to the end asks again.
    () => void asked.delete(stage),
  );
}
