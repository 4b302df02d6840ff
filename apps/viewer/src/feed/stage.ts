import type { FeedCard } from '@cliffhanger/api-client/types';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { chosenSubtitles, pickSubtitles, toggleSubtitles } from '../playback/choice.ts';
import type { Player } from '../playback/player.ts';
import type { Pool } from '../playback/pool.ts';
import { viewerLanguages } from '../words/words.ts';
import type { TrackMotion } from './track-motion.ts';

const AWAKE_MS = 3000;
/** Past either end the track follows the finger at a third of its way. */
const RUBBER = 1 / 3;

export type SheetName = 'episodes' | 'language';

/** What the feed knows of itself: which card is on stage, what is open, whether the controls are awake. */
export class Stage {
  readonly cards: readonly FeedCard[];
  readonly index;
  readonly sheet = signal<SheetName | undefined>(undefined);
  readonly awake = signal(true);
  /** The last card has been played to its end. */
  readonly over: ReadonlySignal<boolean>;
  /** The first frame of all has been seen, or swiped over: until then nothing may take the network from it. */
  readonly begun = signal(false);
  readonly player: ReadonlySignal<Player | undefined>;
  readonly pool = signal<Pool | undefined>(undefined);
  #motion: TrackMotion | undefined;
  #sleep = 0;
  #grabbed = 0;

  constructor(cards: readonly FeedCard[], start: number) {
    this.cards = cards;
    this.index = signal(Math.min(Math.max(0, start), cards.length - 1));
    this.player = computed(() => this.pool.value?.at(this.index.value));
    this.over = computed(() => this.index.value === cards.length - 1 && this.player.value?.ended.value === true);
  }

  get card(): FeedCard | undefined {
    return this.cards[this.index.value];
  }

  open(pool: Pool, motion: TrackMotion, from: number): void {
    this.#motion = motion;
    motion.moveTo(this.index.peek());
    pool.show(this.index.peek(), from);
    this.pool.value = pool;
    this.wake();
  }

  close(): void {
    clearTimeout(this.#sleep);
    this.#motion = undefined;
    this.pool.value = undefined;
  }

  step(by: number): void {
    this.go(this.index.peek() + by);
  }

  /** Brings a card on stage; past the ends it goes back to rest. */
  go(to: number): void {
    const index = to >= 0 && to < this.cards.length ? to : this.index.peek();
    const changed = index !== this.index.peek();
    this.#motion?.moveTo(index);
    if (!changed) return;
    this.pool.peek()?.show(index, 0);
    this.begun.value = true;
    this.index.value = index;
    this.wake();
  }

  /** The episode on stage has ended. */
  goOn(): void {
    if (this.index.peek() + 1 < this.cards.length) this.step(1);
  }

  watchAgain(): void {
    if (this.index.peek() === 0) void this.player.peek()?.start();
    else this.go(0);
  }

  grab(): void {
    this.#grabbed = this.#motion?.grab() ?? 0;
  }

  drag(dy: number): void {
    const total = this.#grabbed + dy;
    const index = this.index.peek();
    const beyond = (index === 0 && total > 0) || (index === this.cards.length - 1 && total < 0);
    this.#motion?.drag(beyond ? total * RUBBER : total);
  }

  toggle(): void {
    this.player.peek()?.toggle();
    this.wake();
  }

  seekBy(seconds: number): void {
    const player = this.player.peek();
    player?.seek(player.seconds.peek() + seconds);
    this.wake();
  }

  toggleSubtitles(): void {
    const tracks = this.player.peek()?.play.peek()?.subtitles ?? [];
    toggleSubtitles(pickSubtitles(tracks, chosenSubtitles.peek(), viewerLanguages()), tracks);
    this.wake();
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
