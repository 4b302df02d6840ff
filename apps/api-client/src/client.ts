import type { Feed, Place, Play, SeriesPage } from './types.ts';

/** A refusal, by the name the service gave it; `offline` and `unreadable` are ours. */
export class Refusal extends Error {
  readonly problem: string;
  readonly requestId: string | undefined;

  constructor(problem: string, requestId?: string) {
    super(problem);
    this.name = 'Refusal';
    this.problem = problem;
    this.requestId = requestId;
  }
}

/** How far the service's clock is ahead of ours, in milliseconds. Expiry times are the service's. */
let ahead = 0;

export function serverNow(): number {
  return Date.now() + ahead;
}

function noteClock(response: Response): void {
  const date = Date.parse(response.headers.get('date') ?? '');
  // The header counts whole seconds; less than two is noise.
  if (!Number.isNaN(date)) ahead = Math.abs(date - Date.now()) < 2000 ? 0 : date - Date.now();
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    throw isAbort(cause) ? cause : new Refusal('offline');
  }
  noteClock(response);
  if (!response.ok) throw await refusal(response);
  return response;
}

function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'AbortError';
}

async function refusal(response: Response): Promise<Refusal> {
  try {
    const body: { type?: string; request_id?: string } = await response.json();
    return new Refusal(body.type?.split('/').at(-1) ?? 'unreadable', body.request_id);
  } catch {
    return new Refusal(response.status === 404 ? 'not-found' : 'unreadable');
  }
}

async function read<T>(path: string, init: RequestInit): Promise<T> {
  const response = await ask(path, init);
  try {
    const body: T = await response.json();
    return body;
  } catch {
    throw new Refusal('unreadable');
  }
}

export function getFeed(start: { series?: string; episode?: string }, signal?: AbortSignal): Promise<Feed> {
  const query = new URLSearchParams(start).toString();
  return read(`/api/v1/feed${query && `?${query}`}`, signal ? { signal } : {});
}

export function getSeries(slug: string, signal: AbortSignal): Promise<SeriesPage> {
  return read(`/api/v1/series/${encodeURIComponent(slug)}`, { signal });
}

export function postPlay(episodeId: string): Promise<Play> {
  return read(`/api/v1/episodes/${encodeURIComponent(episodeId)}/play`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
}

/** `keepalive` lets it outlive the page. */
export async function putPlace(seriesId: string, place: Place): Promise<void> {
  await ask(`/api/v1/series/${encodeURIComponent(seriesId)}/place`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(place),
    keepalive: true,
  });
}

/** Bytes, and when the first of them came, on the clock of `performance`. */
export async function getBytes(path: string, signal: AbortSignal): Promise<{ bytes: ArrayBuffer; firstAt: number }> {
  const response = await ask(path, { signal });
  const firstAt = performance.now();
  try {
    return { bytes: await response.arrayBuffer(), firstAt };
  } catch (cause) {
    // The head came and the rest did not: the network broke off.
    throw isAbort(cause) ? cause : new Refusal('offline');
  }
}

export async function getText(path: string, signal: AbortSignal): Promise<string> {
  const response = await ask(path, { signal });
  return response.text();
}
