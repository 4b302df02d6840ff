import { Refusal } from '@cliffhanger/api-client/client';
import { TroublePanel } from './words/trouble-panel.tsx';

export function NotFound() {
  return (
    <main>
      <TroublePanel cause={new Refusal('not-found')} onRetry={() => location.reload()} />
    </main>
  );
}
