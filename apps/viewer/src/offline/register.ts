import { feedStart } from '../paths.ts';

/** After the first picture: nothing here is worth a moment of it. */
const AFTER_MS = 4000;
const ADDRESS = '/sw.js';

/** A new worker that waits until the page changes, so that nobody's picture stops for it. */
let waiting: ServiceWorker | undefined;

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
  // From card to card and into a series nothing may stop.
  if (!waiting || feedStart(path)) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('take-over');
  waiting = undefined;
}

function noteWaiting(registration: ServiceWorkerRegistration): void {
  // The first one has nobody to wait for.
  if (navigator.serviceWorker.controller) waiting = registration.waiting ?? undefined;
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
