import { signal } from '@preact/signals';

/** Whether the service can be reached, as far as the browser or the last request knows. */
export const offline = signal(!navigator.onLine);

export function noteNetwork(there: boolean): void {
  offline.value = !there;
}

addEventListener('offline', () => noteNetwork(false));
addEventListener('online', () => noteNetwork(true));
