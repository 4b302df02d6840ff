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

/** So long after a question that no answer came to it is asked again, in milliseconds. */
const AGAIN_MS = 300;

/** Who hears that the service could not be reached. */
let whenLost: () => void = () => undefined;

export function onLost(listener: () => void): void {
  whenLost = listener;
}

/** The service could not be reached. */
export function lost(): Refusal {
  whenLost();
  return new Refusal('offline');
}

/** How far the service's clock is ahead of ours, in milliseconds. Expiry times are the service's. */
let ahead = 0;

export function serverNow(): number {
  return Date.now() + ahead;
}

function noteClock(path: string, response: Response): void {
  // Media may have lain in a cache: their date is then that of long ago.
  if (!path.startsWith('/api/')) return;
  const date = Date.parse(response.headers.get('date') ?? '');
  // The header counts whole seconds; less than two is noise.
  if (!Number.isNaN(date)) ahead = Math.abs(date - Date.now()) < 2000 ? 0 : date - Date.now();
}

/** On a bad line a request is lost now and then: one that may be asked twice is, where there is a network at all. */
export async function twice<T>(question: () => Promise<T>, signal?: AbortSignal | null): Promise<T> {
  try {
    return await question();
  } catch (cause) {
    if (isAbort(cause) || !navigator.onLine) throw cause;
    if (cause instanceof Refusal && cause.problem !== 'offline') throw cause;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    signal?.throwIfAborted();
    return question();
  }
}

/** Asks the service: an answer that is no success comes as a `Refusal`. */
export async function ask(path: string, init: RequestInit, again = true): Promise<Response> {
  const question = () => fetch(path, init);
  let response: Response;
  try {
    response = await ((init.method ?? 'GET') === 'GET' ? twice(question, init.signal) : question());
  } catch (cause) {
    throw isAbort(cause) ? cause : lost();
  }
  noteClock(path, response);
  if (response.ok) return response;
  const refused = await refusal(response);
  // It was under way while another tab signed in or out: the browser has the new cookie by now.
  if (again && refused.problem === 'session-renewed') return ask(path, init, false);
  throw refused;
}

export function isAbort(cause: unknown): boolean {
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

/** Bytes as they come, piece by piece. The first is given when it is there: `firstAt` is the clock of `performance`. */
export async function getPieces(
  path: string,
  signal: AbortSignal,
  take: (piece: Uint8Array) => void,
): Promise<{ firstAt: number; url: string }> {
  const response = await ask(path, { signal });
  const firstAt = performance.now();
  try {
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) take(read.value);
    return { firstAt, url: response.url };
  } catch (cause) {
    // The head came and the rest did not: the network broke off.
    throw isAbort(cause) ? cause : lost();
  }
}
