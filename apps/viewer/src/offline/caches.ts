/** What the service worker keeps, how much of it, and for whom. Its own file, so that tests run it without a worker. */

export type Kept = 'assets' | 'answers' | 'pictures' | 'packs';

/** Raised when what lies in a cache can no longer be read by the app. */
const VERSION = 1;
/** The oldest go when there are more. */
const LIMITS: { [name in Kept]: number } = { assets: 120, answers: 60, pictures: 300, packs: 12 };
const PREFIX = 'cliffhanger-';

export const nameOf = (kept: Kept): string => `${PREFIX}${kept}-${VERSION}`;
export const shellName = (version: string): string => `${PREFIX}shell-${version}`;

/** Which cache an address belongs to, if it is kept at all. Keys, refusals and whatever is of money never are. */
export function cacheOf(path: string): Kept | undefined {
  if (path.startsWith('/assets/')) return 'assets';
  if (/^\/i\/[^/]+$/.test(path) || path.startsWith('/icons/') || path === '/logo.svg') return 'pictures';
  if (/^\/p\/[^/]+\/[^/]+\/[^/]+\/[^/]+\/start$/.test(path)) return 'packs';
  if (/^\/api\/v1\/(home|feed|list|history|search|storefront|series(\/[^/]+)?)$/.test(path)) return 'answers';
  return undefined;
}

/** Whether a request may change who is watching: then what was kept for the one before goes. */
export function changesViewer(method: string, path: string): boolean {
  if (method === 'DELETE' && path === '/api/v1/me') return true;
  return method === 'POST' && /^\/api\/v1\/me\/(sign-in|passkey-sign-in|sign-out)$/.test(path);
}

/** Until when an answer may be used, in milliseconds: a start pack is dead with its ticket. */
export function usableUntil(headers: Headers): number {
  const date = Date.parse(headers.get('date') ?? '');
  const [, seconds] = /max-age=(\d+)/.exec(headers.get('cache-control') ?? '') ?? [];
  return Number.isNaN(date) || seconds === undefined ? 0 : date + Number(seconds) * 1000;
}

/** Keeps an answer. Storage may be full, or forbidden: then it is not kept, and nothing else happens. */
export async function keep(
  caches: CacheStorage,
  kept: Kept,
  request: Request | string,
  answer: Response,
): Promise<void> {
  try {
    const cache = await caches.open(nameOf(kept));
    // What is put anew is the youngest: a cache lists its content in the order in which it came.
    await cache.delete(request, { ignoreVary: true });
    await cache.put(request, answer);
    const all = await cache.keys();
    for (const oldest of all.slice(0, Math.max(0, all.length - LIMITS[kept]))) await cache.delete(oldest);
  } catch {
    // As if there were no cache.
  }
}

export async function find(
  caches: CacheStorage,
  name: string,
  request: Request | string,
): Promise<Response | undefined> {
  try {
    // An answer in another language is better than none; who asks as whom is taken care of by forgetting.
    return await (await caches.open(name)).match(request, { ignoreVary: true });
  } catch {
    return undefined;
  }
}

/** A start pack of the same cut and sound with another picture: small or large, it is better than none. */
export async function findOtherPack(caches: CacheStorage, url: string): Promise<Response | undefined> {
  const but = (address: string) => {
    const [room, ticket, , ...rest] = new URL(address).pathname.split('/').slice(1);
    return [room, ticket, ...rest].join('/');
  };
  try {
    const cache = await caches.open(nameOf('packs'));
    const other = (await cache.keys()).find((it) => but(it.url) === but(url));
    return other && (await cache.match(other, { ignoreVary: true }));
  } catch {
    return undefined;
  }
}

/** Drops what was kept for one viewer: answers with his marks in them, and packs with his tickets. */
export async function forgetViewer(caches: CacheStorage): Promise<void> {
  try {
    await Promise.all([caches.delete(nameOf('answers')), caches.delete(nameOf('packs'))]);
  } catch {
    // Nothing was kept.
  }
}

/** Drops the caches of earlier versions. */
export async function sweep(caches: CacheStorage, version: string): Promise<void> {
  const names: Kept[] = ['assets', 'answers', 'pictures', 'packs'];
  const current = new Set([shellName(version), ...names.map(nameOf)]);
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && !current.has(name)) await caches.delete(name);
  }
}
