import type { Feed, FeedCard } from '@cliffhanger/api-client/types';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { autoNext } from '../playback/auto-next.ts';
import { toggleSubtitles } from '../playback/choice.ts';
import type { Player } from '../playback/player.ts';
import type { Pool } from '../playback/pool.ts';
import { viewerLanguages } from '../words/words.ts';
import type { Step } from './gesture.ts';
import type { TrackMotion } from './track-motion.ts';

const AWAKE_MS = 3000;
/** While the feed moves nothing else is done: names, address and place follow when it has come to rest. */
const REST_MS = 300;
/** Past either end the track follows the finger at a third of its way. */
const RUBBER = 1 / 3;
const FAST = 2;

export type SheetName = 'episodes' | 'language' | 'share' | 'keys';
/** `for_you`: a card a series. `series`: a card an episode. `embed`: a series, inside somebody else's page. */
export type StageKind = Feed['kind'] | 'embed';
/** The page around an embedded feed. `follow` tells it of a stage, and has the stage obey it, until it is ended. */
export type Around = { follow: (stage: Stage) => () => void; tellFailure: (cause: unknown) => void };
export type Heart = { key: number; x: number; y: number };

/** What the feed knows of itself: which card is on stage, what is open, whether the controls are awake. */
export class Stage {
  readonly kind: StageKind;
  /** When the service was asked for the cards, by this device's clock. */
  readonly askedAtMs: number;
  readonly cards;
  readonly index;
  readonly sheet = signal<SheetName | undefined>(undefined);
  readonly awake = signal(true);
  /** Played at twice its speed while held. */
  readonly fast = signal(false);
  readonly hearts = signal<readonly Heart[]>([]);
  /** What is on stage has been played to its end, and nothing goes on by itself. */
  readonly over: ReadonlySignal<boolean>;
  /** The first frame of all has been seen, or swiped over: until then nothing may take the network from it. */
  readonly begun = signal(false);
  /** What is on stage goes on by itself: the line is free for what stands beside it. */
  readonly settled = signal(false);
  readonly player: ReadonlySignal<Player | undefined>;
  readonly pool = signal<Pool | undefined>(undefined);
  /** Somebody else leads on when the episode on stage has ended: For You goes on inside the series. */
  follow: (() => void) | undefined;
  /** Where each card was left, in seconds. */
  readonly leftAt = new Map<number, number>();
  /** Where to begin in a card, in seconds. */
  from: (index: number) => number = () => 0;
  #motion: TrackMotion | undefined;
  /** Where the feed is moving to; `index` follows at rest. */
  #target: number;
  #settling = 0;
  #sleep = 0;
  #grabbed = 0;
  #hearts = 0;

  constructor(cards: readonly FeedCard[], start: number, kind: StageKind = 'series', askedAtMs = 0) {
    this.kind = kind;
    this.askedAtMs = askedAtMs;
    this.cards = signal(cards);
    this.#target = Math.min(Math.max(0, start), cards.length - 1);
    this.index = signal(this.#target);
    this.player = computed(() => this.pool.value?.at(this.index.value));
    this.over = computed(() => this.player.value?.ended.value === true && !(autoNext.value && this.follows));
  }

  get card(): FeedCard | undefined {
    return this.cards.value[this.index.value];
  }

  /** Whether there is anything behind what is on stage. */
  get follows(): boolean {
    return this.index.value < this.cards.value.length - 1 || this.seriesGoesOn;
  }

  /** For You shows one episode of a series: another may follow it. */
  get seriesGoesOn(): boolean {
    const card = this.card;
    return this.kind === 'for_you' && card !== undefined && card.episode.number < card.series.episode_count;
  }

  open(pool: Pool, motion: TrackMotion): void {
    this.#motion = motion;
    motion.moveTo(this.index.peek());
    pool.show(this.index.peek(), this.from(this.index.peek()));
    this.pool.value = pool;
    this.wake();
  }

  close(): void {
    clearTimeout(this.#sleep);
    clearTimeout(this.#settling);
    this.#motion = undefined;
    this.pool.value = undefined;
  }

  /** More series, behind those that are there. */
  grow(more: readonly FeedCard[]): void {
    this.cards.value = [...this.cards.peek(), ...more];
  }

  step(by: number): void {
    this.go(this.#target + by);
  }

  /** Brings a card on stage; past the ends it goes back to rest. */
  go(to: number): void {
    const index = to >= 0 && to < this.cards.peek().length ? to : this.#target;
    const moves = Math.abs(index - this.#target) === 1;
    const changed = index !== this.#target;
    const leaving = this.pool.peek()?.at(this.#target);
    if (changed && leaving?.shown.peek()) this.leftAt.set(this.#target, leaving.seconds.peek());
    this.#target = index;
    this.#motion?.moveTo(index);
    if (!changed) {
      this.pool.peek()?.glimpse(undefined);
      return;
    }
    this.hold(false);
    this.pool.peek()?.show(index, this.from(index));
    clearTimeout(this.#settling);
    if (moves && this.#motion) this.#settling = window.setTimeout(() => this.#settle(), REST_MS);
    else this.#settle();
  }

  /** The card that the feed has moved to is the one on stage. */
  #settle(): void {
    clearTimeout(this.#settling);
    const index = this.#target;
    if (index === this.index.peek()) return;
    batch(() => {
      this.begun.value = true;
      this.index.value = index;
    });
    this.wake();
  }

  /** The episode on stage has ended. */
  goOn(): void {
    if (this.follow && this.seriesGoesOn) this.follow();
    else if (this.index.peek() + 1 < this.cards.peek().length) this.step(1);
  }

  watchAgain(): void {
    if (this.#target === 0) void this.player.peek()?.start();
    else this.go(0);
  }

  grab(): void {
    // Whoever flicks again before the feed rests sees the cards that come next, too.
    this.#settle();
    this.#grabbed = this.#motion?.grab() ?? 0;
  }

  /** `step`: where the feed would go if the finger left now. */
  drag(dy: number, step: Step): void {
    const total = this.#grabbed + dy;
    const index = this.#target;
    this.pool.peek()?.glimpse(step === 0 ? undefined : index + step);
    const beyond = (index === 0 && total > 0) || (index === this.cards.peek().length - 1 && total < 0);
    this.#motion?.drag(beyond ? total * RUBBER : total);
  }

  toggle(): void {
    this.#settle();
    this.player.peek()?.toggle();
    this.wake();
  }

  /** An order of the page around us, as `pause` is: unlike `toggle`, that one never begins anything. */
  play(): void {
    this.#settle();
    void this.player.peek()?.start();
  }

  pause(): void {
    this.#settle();
    this.player.peek()?.pause();
  }

  /** Twice the speed while held; what is paused stays so. */
  hold(on: boolean): void {
    if (on) this.#settle();
    const player = this.player.peek();
    if (on === this.fast.peek() || (on && player?.halted.peek() !== false)) return;
    this.fast.value = on;
    player?.speed(on ? FAST : 1);
  }

  seekBy(seconds: number): void {
    this.#settle();
    const player = this.player.peek();
    player?.seek(player.seconds.peek() + seconds);
    this.wake();
  }

  toggleSubtitles(): void {
    toggleSubtitles(this.player.peek()?.play.peek()?.subtitles ?? [], viewerLanguages());
    this.wake();
  }

  /** A heart at a point of the stage, in pixels; it goes by itself. */
  heartAt(x: number, y: number): void {
    this.hearts.value = [...this.hearts.peek().slice(-4), { key: this.#hearts++, x, y }];
  }

  heartGone(key: number): void {
    this.hearts.value = this.hearts.peek().filter((heart) => heart.key !== key);
  }

  /** Shows the controls; they go again after a while if the picture runs. */
  wake(): void {
    this.awake.value = true;
    clearTimeout(this.#sleep);
    this.#sleep = window.setTimeout(() => {
      this.awake.value = false;
    }, AWAKE_MS);
  }
}
