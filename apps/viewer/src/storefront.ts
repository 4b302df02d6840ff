import { call } from '@cliffhanger/api-client/client';
import type { Storefront } from '@cliffhanger/api-client/types';
import { signal } from '@preact/signals';
import { keep, kept } from './kept.ts';

/** The page carries what the service says of the storefront; a page out of the cache has what was kept of it. */
function told(): Storefront | undefined {
  const text = document.getElementById('storefront')?.textContent ?? kept('storefront');
  try {
    const read: Storefront | undefined = text ? JSON.parse(text) : undefined;
    return read;
  } catch {
    return undefined;
  }
}

const unknown: Storefront = { name: 'Cliffhanger', start: 'for-you', languages: [] };

export const storefront = signal<Storefront>(told() ?? unknown);

/** Only a page that carries nothing has to ask. A storefront that cannot be asked stays as it was known. */
export async function learnStorefront(): Promise<void> {
  if (!document.getElementById('storefront')) {
    try {
      storefront.value = await call('get', '/api/v1/storefront', {});
    } catch {
      return;
    }
  }
  keep('storefront', JSON.stringify(storefront.peek()));
}
