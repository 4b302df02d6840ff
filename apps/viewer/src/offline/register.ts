import { feedStart } from '../paths.ts';

/** After the first picture: nothing here is worth a moment of it. */
const AFTER_MS = 4000;
/**
 * A page that has just changed asks for this and that. Chromium stops the old worker when it is idle and begins the new
 * one, but a request in between wakes the old one again, for half a minute at least: better to wait until it is calm.
 */
const CALM_MS = 800;
/** So soon after that nobody minds that the page is loaded anew. */
const AT_ONCE_MS = 1000;
const ADDRESS = '/sw.js';

/** A new worker that waits until the page changes, so that nobody's picture stops for it. */
let waiting: ServiceWorker | undefined;
/** A new one is in charge, and the page is still of the old version. */
let replaced = false;
let asking = 0;
/** When the new one was last asked to take over. */
let askedAt = Number.NEGATIVE_INFINITY;

/** Brings the service worker to life. Where it is not allowed, or there is no HTTPS, the app does without. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || location.pathname.startsWith('/embed/')) return;
  const [path, feed] = [location.pathname, document.getElementById('feed')?.textContent];
  setTimeout(async () => {
    try {
      const registration = await navigator.serviceWorker.register(address());
      const follow = () => {
        noteWaiting(registration);
        registration.installing?.addEventListener('statechange', () => noteWaiting(registration));
      };
      registration.addEventListener('updatefound', follow);
      // One may be on its way since before we listened.
      follow();
      // What the page brought with it went past the worker: it is needed when there is no network.
      const { active } = await navigator.serviceWorker.ready;
      const start = feedStart(path);
      active?.postMessage({ used: usedHere() });
      if (feed && start) active?.postMessage({ path: `/api/v1/feed${queryOf(start)}`, feed });
    } catch {
      // Private windows and full disks refuse: the app works, only not without a network.
    }
  }, AFTER_MS);
}

/** Called when the page changes: a new version takes over now, with a page that is loaded anew. */
export function takeOver(path: string): void {
  clearTimeout(asking);
  // From card to card and into a series nothing may stop.
  if (feedStart(path)) return;
  if (replaced) {
    location.reload();
    return;
  }
  asking = window.setTimeout(() => {
    askedAt = performance.now();
    waiting?.postMessage('take-over');
  }, CALM_MS);
}

function noteWaiting({ waiting: next }: ServiceWorkerRegistration): void {
  // The first one has nobody to wait for.
  if (!next || !navigator.serviceWorker.controller) return;
  if (!waiting) navigator.serviceWorker.addEventListener('controllerchange', noteReplaced, { once: true });
  waiting = next;
}

/** A browser lets the old one end its work, which may take it a while: by then the viewer may be at something. */
function noteReplaced(): void {
  replaced = true;
  if (performance.now() - askedAt < AT_ONCE_MS) takeOver(location.pathname);
}

/** The paths of what this page has fetched: the browser still has it, so that asking again costs nothing. */
function usedHere(): string[] {
  const used = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  return used.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname);
}

/** The security policy wants the address from this one policy, which knows no other. */
function address(): string | URL {
  const policy = window.trustedTypes?.createPolicy('service-worker', { createScriptURL: () => ADDRESS });
  return policy?.createScriptURL('') ?? ADDRESS;
}

function queryOf(start: Record<string, string>): string {
  const query = new URLSearchParams(start).toString();
  return query && `?${query}`;
}
