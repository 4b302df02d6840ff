import { effect, signal, untracked } from '@preact/signals';
import { offline } from '../network.ts';
import { chosenDub } from './choice.ts';
import { Player } from './player.ts';
import { muted } from './sound.ts';

export type Stop = { episodeId: string };

const SIZE = 3;
const LOOK_AGAIN_MS = 100;
const SWEEP_AFTER_MS = 600;

/** Three players: the one on stage, the next, the one before. A stop is always played by player `index % 3`. */
export class Pool {
  readonly players: readonly Player[];
  readonly #stops: readonly Stop[];
  readonly #stage = signal(-1);
  #preparing = 0;
  #sweeping = 0;

  constructor(videos: readonly HTMLVideoElement[], stops: readonly Stop[], life: AbortSignal) {
    this.players = videos.map((video) => new Player(video, life));
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
        if (offline.value) return;
        untracked(() => {
          for (const player of this.players) player.networkIsBack();
        });
      }),
    ];
    life.addEventListener('abort', () => {
      clearTimeout(this.#preparing);
      clearTimeout(this.#sweeping);
      for (const end of ends) end();
    });
  }

  at(index: number): Player | undefined {
    return this.players[index % SIZE];
  }

  /** Puts a stop on stage and plays it; its neighbours stay ready, everyone else goes. */
  show(index: number, from: number): void {
    for (const player of this.players) {
      const here = player.index.peek();
      if (here !== index) player.stop();
    }
    const stop = this.#stops[index];
    const player = this.at(index);
    if (!stop || !player) return;
    if (player.index.peek() !== index) void player.prepare(index, stop.episodeId, from);
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
    if (index < 0 || !here?.shown.value || !next || !player || player.index.peek() === index + 1) return;
    const look = () => {
      if (here.provided) void player.prepare(index + 1, next.episodeId, 0);
      else this.#preparing = window.setTimeout(look, LOOK_AGAIN_MS);
    };
    look();
  }
}
