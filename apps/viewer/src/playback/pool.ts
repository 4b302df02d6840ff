import { computed, effect, signal, untracked } from '@preact/signals';
import type { FirstLight } from '../first-light.ts';
import { returned } from '../network.ts';
import { attention, noteSwipedAway } from './attention.ts';
import { chosenDub } from './choice.ts';
import { grantFor } from './grants.ts';
import { packAhead } from './packs.ts';
import { Player } from './player.ts';
import { saver } from './saver.ts';
import { muted, silence } from './sound.ts';
import { keepAwake } from './system.ts';

/** `from`: where it begins when it is prepared ahead, in seconds. The list of them may grow. */
export type Stop = { episodeId: string; from: () => number };

/** Before, on stage, next. */
export const POOL_SIZE = 3;
const LOOK_AGAIN_MS = 100;
const SWEEP_AFTER_MS = 600;
/** The feed moves: nothing else may take the processor from it. */
const MOVING_MS = 400;
/** Who has stayed this long in seconds is worth the start of the episode after the next. */
const FAR_AHEAD_FROM = 20;

/** Three players: the one on stage, the next, the one before. A stop is always played by player `index % POOL_SIZE`. */
export class Pool {
  readonly players: readonly Player[];
  readonly #stops: readonly Stop[];
  readonly #stage = signal(-1);
  #preparing = 0;
  #shownAt = Number.NEGATIVE_INFINITY;
  #sweeping = 0;
  #glimpsed: number | undefined;

  /** `lit`: one of the videos shows something already. */
  constructor(videos: Iterable<HTMLVideoElement>, stops: readonly Stop[], life: AbortSignal, lit?: FirstLight) {
    if (lit?.silenced) silence();
    this.players = Array.from(videos, (video) => new Player(video, life, video === lit?.screen ? lit : undefined));
    this.#stops = stops;
    const ends = [
      effect(() => {
        for (const player of this.players) player.setMuted(muted.value);
      }),
      effect(() => {
        const language = chosenDub.value;
        if (language) for (const player of this.players) player.speak(language);
      }),
      effect(() => this.#prepareNext()),
      effect(() => {
        if (returned.value === 0) return;
        untracked(() => {
          for (const player of this.players) player.networkIsBack();
        });
      }),
    ];
    keepAwake(
      computed(() => this.at(this.#stage.value)?.running.value ?? false),
      life,
    );
    life.addEventListener('abort', () => {
      clearTimeout(this.#preparing);
      clearTimeout(this.#sweeping);
      for (const end of ends) end();
    });
  }

  at(index: number): Player | undefined {
    return index < 0 ? undefined : this.players[index % POOL_SIZE];
  }

  /** A finger has brought this one into view, so far that letting go would bring it on stage; or none any more. */
  glimpse(index: number | undefined): void {
    if (index === this.#glimpsed) return;
    if (this.#glimpsed !== undefined) this.at(this.#glimpsed)?.poise();
    this.#glimpsed = index;
    const player = index === undefined ? undefined : this.at(index);
    if (player?.index.peek() === index) player?.glimpse();
  }

  /** Puts a stop on stage and plays it; its neighbours stay ready, everyone else goes. */
  show(index: number, from: number): void {
    if (this.#glimpsed !== index) this.glimpse(undefined);
    this.#glimpsed = undefined;
    const left = this.at(this.#stage.peek());
    if (left && left.index.peek() !== index && !left.ended.peek()) noteSwipedAway();
    for (const player of this.players) {
      const here = player.index.peek();
      // What flew by before its first frame came takes no more of the line.
      if (here !== index && here >= 0 && !player.ready) player.drop();
      else if (here !== index) player.leave();
    }
    this.#shownAt = performance.now();
    const stop = this.#stops[index];
    const player = this.at(index);
    if (!stop || !player) return;
    if (player.index.peek() !== index || player.failed.peek() !== undefined)
      void player.prepare(index, stop.episodeId, from);
    void player.start();
    this.#stage.value = index;
    // Taking a player apart takes its time: not while the feed moves.
    clearTimeout(this.#sweeping);
    this.#sweeping = window.setTimeout(() => this.#dropFar(index), SWEEP_AFTER_MS);
  }

  #dropFar(index: number): void {
    for (const player of this.players) {
      if (Math.abs(player.index.peek() - index) > 1) player.drop();
    }
  }

  /** The next one is fetched only when this one is seen and provided for: the viewer waits for this one. */
  #prepareNext(): void {
    const index = this.#stage.value;
    clearTimeout(this.#preparing);
    const next = this.#stops[index + 1];
    const [here, player] = [this.at(index), this.at(index + 1)];
    if (index < 0 || !here?.shown.value || !here.settled.value || !next || !player || player.index.peek() === index + 1)
      return;
    const look = () => {
      const moving = performance.now() - this.#shownAt < MOVING_MS;
      if (here.provided && !moving) void this.#prepare(player, index + 1, next);
      else this.#preparing = window.setTimeout(look, LOOK_AGAIN_MS);
    };
    look();
  }

  /** Its first frame; where bytes are dear, its start pack alone. */
  async #prepare(player: Player, index: number, next: Stop): Promise<void> {
    if (saver.peek()) await this.#fetchAhead(next);
    else await player.prepare(index, next.episodeId, next.from());
    const after = this.#stops[index + 1];
    if (after && attention() >= FAR_AHEAD_FROM && !saver.peek()) await this.#fetchAhead(after);
  }

  async #fetchAhead({ episodeId, from }: Stop): Promise<void> {
    if (from() > 0) return;
    try {
      packAhead(episodeId, await grantFor(episodeId));
    } catch {
      // Whoever plays it asks again, and sees why.
    }
  }
}
