import { postArrival } from '@cliffhanger/api-client/client';

/** The names that advertisers give to the parameters of a link; the service takes these and no others. */
const CAMPAIGN = new Set([
  'c',
  'fbclid',
  'gclid',
  'ttclid',
  'utm_campaign',
  'utm_content',
  'utm_id',
  'utm_medium',
  'utm_source',
  'utm_source_platform',
  'utm_term',
]);
const LONGEST = 300;
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
  if (!campaign) return;
  const { pathname, search, hash } = location;
  const referrer = document.referrer ? new URL(document.referrer).origin : null;
  history.replaceState(history.state, '', pathname + withoutCampaign(search) + hash);
  const life = new AbortController();
  const tell = () => {
    if (life.signal.aborted) return;
    life.abort();
    // Who came from where is worth one try; it is no reason to disturb him.
    postArrival({ path: [...pathname].slice(0, LONGEST).join(''), campaign, referrer }).catch(() => undefined);
  };
  setTimeout(tell, AFTER_MS);
  addEventListener('pagehide', tell, { signal: life.signal });
}
