import { call } from '@cliffhanger/api-client/client';
import type { ViewState } from '@cliffhanger/api-client/types';
import { effect } from '@preact/signals';
import { returned } from '../network.ts';

/** States that did not arrive, the newest of each view. */
const waiting = new Map<string, ViewState>();
const WAITING_MAX = 20;

/** Tells the service what was seen. The request outlives the page; what does not arrive goes out later. */
export async function sendView(viewId: string, state: ViewState): Promise<void> {
  waiting.delete(viewId);
  try {
    const input = { path: { view_id: viewId }, body: state };
    await call('put', '/api/v1/views/{view_id}', input, { keepalive: true });
  } catch {
    waiting.set(viewId, state);
    for (const oldest of waiting.keys()) {
      if (waiting.size <= WAITING_MAX) break;
      waiting.delete(oldest);
    }
  }
}

effect(() => {
  if (returned.value === 0) return;
  for (const [viewId, state] of [...waiting]) void sendView(viewId, state);
});
