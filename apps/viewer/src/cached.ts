import { Refusal } from '@cliffhanger/api-client/ask';
import { type Signal, signal, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { returned } from './network.ts';

/** `stale`: the service could not be asked again, and what is there stays. */
export type Cached<T> = { is: 'loading' } | { is: 'ready'; data: T; stale: boolean } | { is: 'failed'; cause: unknown };

type Entry<T> = { state: Signal<Cached<T>>; askedAt: number; asking: AbortController | undefined; users: number };

const ENTRIES_MAX = 30;
/** Whoever comes back sooner sees what he saw. */
const FRESH_MS = 1000;
const shelves = new Set<{ forget: () => void }>();

/** What was known of the viewer is another's after signing in or out. */
export function forgetAnswers(): void {
  for (const shelf of shelves) shelf.forget();
}

/** The answers to one operation, by what it was asked with: one request for two askers, shown at once when a page comes back. */
export class Answers<T> {
  readonly #ask: (param: string, signal: AbortSignal) => Promise<T>;
  readonly #entries = new Map<string, Entry<T>>();

  constructor(ask: (param: string, signal: AbortSignal) => Promise<T>) {
    this.#ask = ask;
    shelves.add(this);
  }

  /** Asks before there is anybody to show it: the first page need not wait for its room. */
  ahead(param = ''): void {
    void this.#refresh(param, this.#entry(param));
  }

  /** Inside a component: what is known now, asked for anew if it is not fresh. */
  use(param = ''): { state: Cached<T>; retry: () => void } {
    const entry = this.#entry(param);
    const retry = () => void this.#refresh(param, entry);
    // In time: what leaves the screen is no user any more, before anything is asked anew.
    useLayoutEffect(() => {
      entry.users += 1;
      return () => {
        entry.users -= 1;
        if (entry.users === 0) this.#giveUp(entry);
      };
    }, [entry]);
    useEffect(() => {
      if (performance.now() - entry.askedAt > FRESH_MS) retry();
    }, [entry]);
    useSignalEffect(() => {
      if (returned.value > 0 && lostNetwork(entry.state.peek())) retry();
    });
    return { state: entry.state.value, retry };
  }

  /** Changes what is on screen; the returned function takes that back. */
  change(change: (data: T) => T, param = ''): () => void {
    const { state } = this.#entry(param);
    const before = state.peek();
    if (before.is !== 'ready') return () => undefined;
    state.value = { ...before, data: change(before.data) };
    return () => {
      state.value = before;
    };
  }

  /** An answer that came by another way. */
  put(data: T, param = ''): void {
    const entry = this.#entry(param);
    entry.askedAt = performance.now();
    entry.state.value = { is: 'ready', data, stale: false };
  }

  /** The next who wants it asks; what is on screen stays until the answer is there. */
  expire(): void {
    for (const [param, entry] of this.#entries) {
      entry.askedAt = Number.NEGATIVE_INFINITY;
      if (entry.users > 0) void this.#refresh(param, entry);
    }
  }

  forget(): void {
    for (const entry of this.#entries.values()) {
      this.#giveUp(entry);
      entry.state.value = { is: 'loading' };
    }
    // Once what hung on the former viewer has gone from the screen: nobody asks for what is not the new one's.
    setTimeout(() => this.expire());
  }

  #entry(param: string): Entry<T> {
    const known = this.#entries.get(param);
    if (known) return known;
    const [oldest, { users } = { users: 1 }] = this.#entries.entries().next().value ?? [];
    if (oldest !== undefined && users === 0 && this.#entries.size >= ENTRIES_MAX) this.#entries.delete(oldest);
    const entry: Entry<T> = {
      state: signal<Cached<T>>({ is: 'loading' }),
      askedAt: Number.NEGATIVE_INFINITY,
      asking: undefined,
      users: 0,
    };
    this.#entries.set(param, entry);
    return entry;
  }

  #giveUp(entry: Entry<T>): void {
    if (!entry.asking) return;
    entry.asking.abort();
    entry.asking = undefined;
    entry.askedAt = Number.NEGATIVE_INFINITY;
  }

  async #refresh(param: string, entry: Entry<T>): Promise<void> {
    if (entry.asking) return;
    const asking = new AbortController();
    entry.asking = asking;
    entry.askedAt = performance.now();
    if (entry.state.peek().is === 'failed') entry.state.value = { is: 'loading' };
    try {
      const data = await this.#ask(param, asking.signal);
      if (!asking.signal.aborted) entry.state.value = { is: 'ready', data, stale: false };
    } catch (cause) {
      if (asking.signal.aborted) return;
      entry.askedAt = Number.NEGATIVE_INFINITY;
      const before = entry.state.peek();
      entry.state.value = before.is === 'ready' ? { ...before, stale: true } : { is: 'failed', cause };
    } finally {
      if (entry.asking === asking) entry.asking = undefined;
    }
  }
}

function lostNetwork(state: Cached<unknown>): boolean {
  if (state.is === 'ready') return state.stale;
  return state.is === 'failed' && state.cause instanceof Refusal && state.cause.problem === 'offline';
}
