import { signal } from '@preact/signals';
import { keep, kept } from '../kept.ts';
import { onViewerChanged } from '../viewer-changed.ts';

const MANY = 8;

function read(): string[] {
  try {
    const list: unknown = JSON.parse(kept('searches') ?? '[]');
    return Array.isArray(list) ? list.filter((query) => typeof query === 'string').slice(0, MANY) : [];
  } catch {
    return [];
  }
}

/** What was looked for on this device, newest first. It is told to nobody. */
export const searches = signal<readonly string[]>(read());

export function keepSearch(query: string): void {
  const asked = query.trim();
  if (asked) put([asked, ...searches.peek().filter((known) => known !== asked)].slice(0, MANY));
}

export function dropSearch(query: string): void {
  put(searches.peek().filter((known) => known !== query));
}

export function putSearches(list: readonly string[]): void {
  put(list);
}

function put(list: readonly string[]): void {
  searches.value = list;
  keep('searches', JSON.stringify(list));
}

onViewerChanged(() => put([]));
