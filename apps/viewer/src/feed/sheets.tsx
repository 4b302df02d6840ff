import { useSignalEffect } from '@preact/signals';
import { usePart } from '../use-part.ts';
import type { Stage } from './stage.ts';

const load = () => import('./all-sheets.tsx');

/** The sheets come when the first picture needs the line no more: before anybody opens one, if that goes well. */
export function Sheets({ stage }: { stage: Stage }) {
  useSignalEffect(() => {
    if (stage.settled.value) load().catch(() => undefined);
  });
  const part = usePart(load, stage.sheet.value !== undefined, () => {
    stage.sheet.value = undefined;
  });
  return part ? <part.AllSheets stage={stage} /> : null;
}
