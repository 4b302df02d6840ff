import { Refusal } from '@cliffhanger/api-client/ask';
import { Component, type ComponentChildren } from 'preact';
import { offline } from './network.ts';
import { TroublePage } from './words/trouble-page.tsx';

type Props = { children: ComponentChildren };
type State = { cause?: unknown };

/** What breaks below is said in words, with a way on, and never leaves a blank page. */
export class Boundary extends Component<Props, State> {
  static override getDerivedStateFromError(cause: unknown): State {
    // A room that could not be fetched without a network is no fault of the app.
    return { cause: offline.peek() ? new Refusal('offline') : cause };
  }

  override render({ children }: Props, { cause }: State) {
    if (cause === undefined) return children;
    return <TroublePage cause={cause} onRetry={() => location.reload()} />;
  }
}
