import { ask, isAbort, Refusal } from './ask.ts';
import type { Input, Loose, Method, Output, PathOf } from './operations.ts';
import type { Arrival, Feed, Place, Play } from './types.ts';

type Sent = { signal?: AbortSignal; keepalive?: boolean };

/** One operation of the service: the address as its description writes it, and what belongs into it. */
export async function call<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  input: Input<M, P> & Loose,
  sent: Sent = {},
): Promise<Output<M, P>> {
  const response = await ask(address(path, input), request(method, input, sent));
  try {
    // Nothing to say is a good answer, too: 202 and 204 come without a body.
    return JSON.parse((await response.text()) || 'null');
  } catch (cause) {
    throw isAbort(cause) ? cause : new Refusal('unreadable');
  }
}

function address(path: string, { path: parts = {}, query = {} }: Loose): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(parts[name] ?? ''));
  const asked = Object.entries(query).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]));
  return asked.length > 0 ? `${filled}?${new URLSearchParams(asked)}` : filled;
}

function request(method: Method, { body }: Loose, sent: Sent): RequestInit {
  const init = { method: method.toUpperCase(), ...sent };
  if (body === undefined) return init;
  return { ...init, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

const until = (signal: AbortSignal | undefined): Sent => (signal ? { signal } : {});

export function getFeed(start: { series?: string; episode?: string }, signal?: AbortSignal): Promise<Feed> {
  return call('get', '/api/v1/feed', { query: start }, until(signal));
}

export function postPlay(episodeId: string): Promise<Play> {
  return call('post', '/api/v1/episodes/{episode_id}/play', { path: { episode_id: episodeId }, body: {} });
}

export function postPlayTrailer(seriesId: string): Promise<Play> {
  return call('post', '/api/v1/series/{series_id}/trailer/play', { path: { series_id: seriesId }, body: {} });
}

/** `keepalive` lets it outlive the page. */
export function putPlace(seriesId: string, place: Place): Promise<void> {
  const input = { path: { series_id: seriesId }, body: place };
  return call('put', '/api/v1/series/{series_id}/place', input, { keepalive: true });
}

/** A like, or a place on his list: `on` sets it, else it is taken away. Doing it twice is doing it once. */
export function putMark(what: 'like' | 'listing', id: string, on: boolean): Promise<void> {
  const method = on ? 'put' : 'delete';
  if (what === 'like') return call(method, '/api/v1/episodes/{episode_id}/like', { path: { episode_id: id } });
  return call(method, '/api/v1/series/{series_id}/listing', { path: { series_id: id } });
}

/** What led a viewer here. `keepalive` lets it outlive the page. */
export function postArrival(arrival: Arrival): Promise<void> {
  return call('post', '/api/v1/arrivals', { body: arrival }, { keepalive: true });
}

export async function getText(path: string, signal: AbortSignal): Promise<string> {
  const response = await ask(path, { signal });
  return response.text();
}
