import { useSignalEffect } from '@preact/signals';
import { Boundary } from '../boundary.tsx';
import { usePart } from '../use-part.ts';
import type { Stage } from './stage.ts';

const load = () => import('./all-sheets.tsx');

/** The sheets come when the first picture needs the line no more: before anybody opens one, if that goes well. */
export function Sheets({ stage }: { stage: Stage }) {
  useSignalEffect(() => {
    if (stage.settled.value) load().catch(() => undefined);
  });
  const { sheet } = stage;
  const close = () => {
    sheet.value = undefined;
  };
  const part = usePart(load, sheet.value !== undefined, close);
  return part ? (
    <Boundary of={sheet.value} onBroken={close}>
      <part.AllSheets stage={stage} />
    </Boundary>
  ) : null;
}
