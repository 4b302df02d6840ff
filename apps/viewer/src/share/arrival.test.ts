import { expect, test } from 'vitest';
import { campaignOf, withoutCampaign } from './arrival.ts';

test.each([
  ['?utm_source=tok&utm_campaign=night&t=4', { utm_source: 'tok', utm_campaign: 'night' }],
  ['?c=42', { c: '42' }],
  ['?gclid=a&fbclid=b&ttclid=c', { gclid: 'a', fbclid: 'b', ttclid: 'c' }],
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
