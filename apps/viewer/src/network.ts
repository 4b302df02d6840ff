import { signal } from '@preact/signals';

/** Whether the service can be reached, as far as the browser or the last request knows. */
export const offline = signal(!navigator.onLine);

/** An answer that was on its way, or kept, still comes when the browser knows that there is no network any more. */
export function noteNetwork(there: boolean): void {
  offline.value = !(there && navigator.onLine);
}

addEventListener('offline', () => noteNetwork(false));
addEventListener('online', () => noteNetwork(true));
