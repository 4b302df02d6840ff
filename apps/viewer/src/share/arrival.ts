import { Refusal } from '@cliffhanger/api-client/ask';
import { postArrival } from '@cliffhanger/api-client/client';
import type { Arrival } from '@cliffhanger/api-client/types';
import { keep, kept } from '../kept.ts';

/** The names that advertisers give to the parameters of a link; the service takes these and no others. */
const CAMPAIGN = new Set([
  'ScCid',
  'c',
  'dclid',
  'epik',
  'fbclid',
  'gbraid',
  'gclid',
  'li_fat_id',
  'msclkid',
  'ttclid',
  'twclid',
  'utm_campaign',
  'utm_content',
  'utm_id',
  'utm_medium',
  'utm_source',
  'utm_source_platform',
  'utm_term',
  'wbraid',
]);
const LONGEST = 300;
const WAITING_MAX = 5;
/** The first picture comes first, and with it the guest that the arrival belongs to. */
const AFTER_MS = 1500;

/** What a link from outside says of the campaign that it belongs to; nothing, where it says nothing. */
export function campaignOf(search: string): { [name: string]: string } | undefined {
  const all = [...new URLSearchParams(search)].filter(([name, value]) => CAMPAIGN.has(name) && value !== '');
  if (all.length === 0) return undefined;
  return Object.fromEntries(
    all.map(([name, value]) => [name, [...value.replace(/\p{Cc}/gu, ' ')].slice(0, LONGEST).join('')]),
  );
}

/** The same address without what was used up. */
export function withoutCampaign(search: string): string {
  const rest = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => !CAMPAIGN.has(name)));
  return rest.size > 0 ? `?${rest}` : '';
}

/** Tells the service once what led here, and cleans the address without loading anything again. */
export function noteArrival(): void {
  const campaign = campaignOf(location.search);
  if (campaign) {
    const { pathname, search, hash } = location;
    const referrer = document.referrer ? new URL(document.referrer).origin : null;
    history.replaceState(history.state, '', pathname + withoutCampaign(search) + hash);
    wait({ path: [...pathname].slice(0, LONGEST).join(''), campaign, referrer });
  }
  setTimeout(tell, AFTER_MS);
  addEventListener('pagehide', tell);
  addEventListener('online', tell);
}

/** What the service has not heard of waits for the network, or for the next visit. */
function waiting(): Arrival[] {
  try {
    const read: Arrival[] = JSON.parse(kept('arrivals') ?? '[]');
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

function wait(arrival: Arrival): void {
  keep('arrivals', JSON.stringify([...waiting(), arrival].slice(-WAITING_MAX)));
}

function tell(): void {
  const arrivals = navigator.onLine ? waiting() : [];
  // Off the list before it is told: a page that goes does not see that it was.
  if (arrivals.length > 0) keep('arrivals', '[]');
  for (const arrival of arrivals) {
    postArrival(arrival).catch((cause) => {
      // What is no arrival stays none.
      if (!(cause instanceof Refusal) || cause.problem !== 'invalid-request') wait(arrival);
    });
  }
}
