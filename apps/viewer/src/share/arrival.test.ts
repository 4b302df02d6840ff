// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { kept } from '../kept.ts';
import { campaignOf, noteArrival, withoutCampaign } from './arrival.ts';

test.each([
  ['?utm_source=tok&utm_campaign=night&t=4', { utm_source: 'tok', utm_campaign: 'night' }],
  ['?c=42', { c: '42' }],
  ['?gclid=a&fbclid=b&ttclid=c', { gclid: 'a', fbclid: 'b', ttclid: 'c' }],
  ['?wbraid=a&msclkid=b&ScCid=c&n=1', { wbraid: 'a', msclkid: 'b', ScCid: 'c' }],
  ['?utm_source=', undefined],
  ['?lang=ar&t=4', undefined],
  ['', undefined],
  ['?UTM_SOURCE=x', undefined],
])('the campaign in %s', (search, campaign) => {
  expect(campaignOf(search)).toEqual(campaign);
});

test('a campaign has limits', () => {
  const campaign = campaignOf(`?utm_source=${'灯'.repeat(999)}&utm_term=a%0Ab&utm_unknown=x`) ?? {};
  expect(campaign).toEqual({ utm_source: '灯'.repeat(300), utm_term: 'a b' });
});

test.each([
  ['?utm_source=tok&t=4', '?t=4'],
  ['?c=42', ''],
  ['?lang=ar', '?lang=ar'],
  ['', ''],
])('%s is left as "%s"', (search, rest) => {
  expect(withoutCampaign(search)).toBe(rest);
});

describe('an arrival', () => {
  const told: { path: string; campaign: { [name: string]: string } }[] = [];
  let answer: () => Promise<Response>;

  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    told.length = 0;
    answer = async () => new Response(null, { status: 204 });
    vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
      told.push(JSON.parse(body));
      return answer();
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function arrive(address: string): Promise<void> {
    history.replaceState(null, '', address);
    noteArrival();
    await vi.advanceTimersByTimeAsync(2000);
  }

  test('is told once', async () => {
    await arrive('/watch/debt/1?utm_source=tok');
    expect(told).toEqual([{ path: '/watch/debt/1', campaign: { utm_source: 'tok' }, referrer: null }]);
    dispatchEvent(new Event('pagehide'));
    expect(told).toHaveLength(1);
    expect(kept('arrivals')).toBe('[]');
  });

  test('that found no network is told when it is back', async () => {
    answer = () => Promise.reject(new TypeError('no network'));
    await arrive('/?c=1');
    expect(told).toHaveLength(1);
    answer = async () => new Response(null, { status: 204 });
    dispatchEvent(new Event('online'));
    expect(told.map(({ campaign }) => campaign)).toEqual([{ c: '1' }, { c: '1' }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(kept('arrivals')).toBe('[]');
  });

  test('that the service could not take is told at the next visit, beside what led there', async () => {
    answer = async () => new Response('{"type":"/problems/overloaded"}', { status: 503 });
    await arrive('/?c=2');
    answer = async () => new Response(null, { status: 204 });
    await arrive('/?c=3');
    expect(told.map(({ campaign }) => campaign)).toEqual([{ c: '2' }, { c: '2' }, { c: '3' }]);
  });

  test('that is none is not told again', async () => {
    answer = async () => new Response('{"type":"/problems/invalid-request"}', { status: 400 });
    await arrive('/?c=4');
    await arrive('/');
    expect(told).toHaveLength(1);
  });
});
