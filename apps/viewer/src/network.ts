import { signal } from '@preact/signals';
import { isDear } from './connection.ts';

/** Whether the service can be reached, as far as the browser or the last request knows. */
export const offline = signal(!navigator.onLine);

/** An answer that was on its way, or kept, still comes when the browser knows that there is no network any more. */
export function noteNetwork(there: boolean): void {
  offline.value = !(there && navigator.onLine);
}

addEventListener('offline', () => noteNetwork(false));
addEventListener('online', () => noteNetwork(true));

const { connection } = navigator;

/** Whether bytes are dear now. */
export const dear = signal(isDear(connection ?? {}));

connection?.addEventListener('change', () => {
  dear.value = isDear(connection);
});

/** The kind of the network in the browser's own word, where it has one. */
export function networkKind(): string | undefined {
  return connection?.effectiveType;
}

/** What the browser believes of the bandwidth, in bits a second. It rounds, and never says more than ten million. */
export function believedBandwidth(): number | undefined {
  return connection?.downlink ? connection.downlink * 1_000_000 : undefined;
}
