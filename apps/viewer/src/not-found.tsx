import { Refusal } from '@cliffhanger/api-client/ask';
import { TroublePage } from './words/trouble-page.tsx';

export function NotFound() {
  return <TroublePage cause={new Refusal('not-found')} onRetry={() => location.reload()} />;
}
