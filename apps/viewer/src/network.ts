import { onLost } from '@cliffhanger/api-client/ask';
import { batch, signal } from '@preact/signals';
import { isDear } from './connection.ts';

/** Whether the service can be reached, as far as the browser or the last request knows. */
export const offline = signal(!navigator.onLine);

/** Counts how often it could be reached again after a request was lost: what that left undone is asked for once more. */
export const returned = signal(0);

/** How long nobody asks whether it is back, in milliseconds: twice as long each time. */
const PAUSE_MS = { first: 1000, most: 15_000 };
/** A loss so soon after the last one is the same trouble, whatever was heard in between. */
const SAME_TROUBLE_MS = 30_000;

let lostAt = Number.NEGATIVE_INFINITY;
let pause = 0;
let probing = 0;

/** A request found no way. Whether it was that request alone, the service is asked, at once the first time. */
export function noteLost(): void {
  if (!navigator.onLine) noteGone();
  if (!navigator.onLine || probing) return;
  const now = performance.now();
  pause = now - lostAt < SAME_TROUBLE_MS ? longer(pause) : 0;
  lostAt = now;
  probing = window.setTimeout(probe, pause);
}

/** An answer came from the service itself. One that was on its way still comes when the network has gone. */
export function noteThere(): void {
  if (offline.peek() && navigator.onLine) noteReturn();
}

function noteGone(): void {
  clearTimeout(probing);
  probing = 0;
  offline.value = true;
}

function noteReturn(): void {
  clearTimeout(probing);
  probing = 0;
  batch(() => {
    offline.value = false;
    returned.value += 1;
  });
}

async function probe(): Promise<void> {
  const asked = probing;
  const there = await isThere();
  // Whoever has heard of it meanwhile knows better.
  if (asked !== probing) return;
  if (there) return noteReturn();
  offline.value = true;
  pause = longer(pause);
  probing = window.setTimeout(probe, pause);
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).status < 500;
  } catch {
    return false;
  }
}

function longer(ms: number): number {
  return Math.min(Math.max(PAUSE_MS.first, 2 * ms), PAUSE_MS.most);
}

onLost(noteLost);
addEventListener('offline', noteGone);
addEventListener('online', noteReturn);

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
