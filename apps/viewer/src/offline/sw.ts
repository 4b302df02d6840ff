import {
  cacheOf,
  changesViewer,
  find,
  findOtherPack,
  forgetViewer,
  type Kept,
  keep,
  nameOf,
  shellName,
  sweep,
  usableUntil,
} from './caches.ts';

/** Written in by the build: the files of the shell, and a name that changes when one of them does. */
declare const SHELL: { version: string; files: string[] };
declare const self: ServiceWorkerGlobalScope;

/** The app's page without anybody's feed in it: it stands in for every page when there is no network. */
const PAGE = '/offline';
const USED_MAX = 60;
const { caches } = self;

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(shellName(SHELL.version));
      await cache.addAll([PAGE, ...SHELL.files]);
      // Segments and playlists never stop here: where the browser can, they do not even wake us.
      if ('addRoutes' in event && typeof event.addRoutes === 'function') {
        await event.addRoutes(
          ['/s/*', '/m/*', '/e/*', '/k/*'].map((pathname) => ({
            condition: { urlPattern: { pathname } },
            source: 'network' as const,
          })),
        );
      }
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      await sweep(caches, SHELL.version);
      // The page is asked for while we wake up.
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  const told: unknown = event.data;
  if (told === 'take-over') event.waitUntil(self.skipWaiting());
  if (isFeed(told)) event.waitUntil(keep(caches, 'answers', told.path, json(told.feed)));
  if (isUsed(told)) event.waitUntil(keepUsed(told.used));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (changesViewer(request.method, pathname)) {
    event.respondWith(passAndForget(request));
    return;
  }
  if (request.method !== 'GET' || request.headers.has('range')) return;
  if (request.mode === 'navigate') {
    // Framed pages and those that are no page of the app are nobody's to replace.
    if (!/^\/(embed|mailbox|studio|api)(\/|$|\.)/.test(pathname)) event.respondWith(page(event));
    return;
  }
  const kept = cacheOf(pathname);
  if (kept === 'answers') event.respondWith(freshest(event, kept));
  else if (kept) event.respondWith(nearest(event, kept));
});

async function page(event: FetchEvent): Promise<Response> {
  try {
    const preloaded: Response | undefined = await event.preloadResponse;
    return preloaded ?? (await fetch(event.request));
  } catch {
    return (await find(caches, shellName(SHELL.version), PAGE)) ?? Response.error();
  }
}

/** What never changes at its address: from here, else from the network. */
async function nearest(event: FetchEvent, kept: Kept): Promise<Response> {
  const { request } = event;
  const shell = kept === 'assets' ? await find(caches, shellName(SHELL.version), request) : undefined;
  const here = shell ?? (await find(caches, nameOf(kept), request));
  if (here && (kept !== 'packs' || Date.now() < usableUntil(here.headers))) return here;
  try {
    const answer = await fetch(request);
    if (answer.status === 200) event.waitUntil(keep(caches, kept, request, answer.clone()));
    return answer;
  } catch (cause) {
    const other = kept === 'packs' ? await findOtherPack(caches, request.url) : undefined;
    if (other && Date.now() < usableUntil(other.headers)) return other;
    throw cause;
  }
}

/** What changes: from the network, else as it was when there was one. */
async function freshest(event: FetchEvent, kept: Kept): Promise<Response> {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (answer.status === 200) event.waitUntil(keep(caches, kept, request, answer.clone()));
    return answer;
  } catch (cause) {
    const here = await find(caches, nameOf(kept), request);
    if (!here) throw cause;
    const headers = new Headers(here.headers);
    // Its date is that of long ago: the app would take it for the time of the service.
    headers.delete('date');
    return new Response(here.body, { status: here.status, headers });
  }
}

async function passAndForget(request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (answer.ok) await forgetViewer(caches);
  return answer;
}

/** What the first page used before we were there: its words, its pictures. */
async function keepUsed(paths: readonly string[]): Promise<void> {
  for (const path of paths.slice(0, USED_MAX)) {
    const kept = cacheOf(path);
    if (kept !== 'assets' && kept !== 'pictures') continue;
    if (await find(caches, nameOf(kept), path)) continue;
    try {
      const answer = await fetch(path);
      if (answer.status === 200) await keep(caches, kept, path, answer);
    } catch {
      return;
    }
  }
}

function isUsed(told: unknown): told is { used: string[] } {
  if (typeof told !== 'object' || told === null || !('used' in told) || !Array.isArray(told.used)) return false;
  return told.used.every((path) => typeof path === 'string');
}

function isFeed(told: unknown): told is { path: string; feed: string } {
  if (typeof told !== 'object' || told === null || !('path' in told) || !('feed' in told)) return false;
  return (
    typeof told.path === 'string' &&
    cacheOf(told.path.split('?')[0] ?? '') === 'answers' &&
    typeof told.feed === 'string'
  );
}

function json(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}
