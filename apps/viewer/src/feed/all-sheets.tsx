import { ShareSheet } from '../share/share-sheet.tsx';
import { EpisodesSheet } from './episodes-sheet.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import { LanguageSheet } from './language-sheet.tsx';
import type { Stage } from './stage.ts';

/** What comes up over the stage; one at a time. */
export function AllSheets({ stage }: { stage: Stage }) {
  const { card } = stage;
  if (!card) return null;
  return (
    <>
      <EpisodesSheet stage={stage} />
      <LanguageSheet stage={stage} />
      <KeysSheet stage={stage} />
      <ShareSheet
        open={stage.sheet.value === 'share'}
        series={card.series}
        episode={card.episode}
        seconds={stage.sheet.value === 'share' ? (stage.player.peek()?.seconds.peek() ?? 0) : 0}
        onClose={() => {
          if (stage.sheet.peek() === 'share') stage.sheet.value = undefined;
        }}
      />
    </>
  );
}
