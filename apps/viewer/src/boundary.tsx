import { Refusal } from '@cliffhanger/api-client/ask';
import { Component, type ComponentChildren } from 'preact';
import { offline } from './network.ts';
import { trouble } from './words/problem.ts';
import { say } from './words/said.tsx';
import { TroublePage } from './words/trouble-page.tsx';

type Props = {
  children: ComponentChildren;
  /** What is shown: when that becomes another it is tried anew. */
  of?: unknown;
  /** For a panel, which goes while its page stays: called when it broke. */
  onBroken?: () => void;
};
type State = { cause?: unknown };

/** What breaks below is said in words, with a way on, and never leaves a blank page. */
export class Boundary extends Component<Props, State> {
  static override getDerivedStateFromError(cause: unknown): State {
    // A room that could not be fetched without a network is no fault of the app.
    return { cause: offline.peek() ? new Refusal('offline') : cause };
  }

  override componentDidCatch(cause: unknown): void {
    const { onBroken } = this.props;
    if (!onBroken) return;
    say(trouble(cause).sentence);
    onBroken();
  }

  override componentDidUpdate({ of }: Props): void {
    if (of !== this.props.of && this.state.cause !== undefined) this.setState({ cause: undefined });
  }

  override render({ children, onBroken }: Props, { cause }: State) {
    if (cause === undefined) return children;
    return onBroken ? null : <TroublePage cause={cause} onRetry={() => location.reload()} />;
  }
}
