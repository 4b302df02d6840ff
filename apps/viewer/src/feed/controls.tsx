import { PlayToggle } from '../playback/play-toggle.tsx';
import { ProgressBar } from '../playback/progress-bar.tsx';
import { SubtitlesBox } from '../playback/subtitles-box.tsx';
import { EpisodesPanel } from './episodes-panel.tsx';
import { FastSign } from './fast-sign.tsx';
import { FeedEnd } from './feed-end.tsx';
import { LanguageNote } from './language-note.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { Rail } from './rail.tsx';
import type { Stage } from './stage.ts';
import { TopBar } from './top-bar.tsx';

/** All that lies over the picture of the episode on stage. */
export function Controls({ stage }: { stage: Stage }) {
  return (
    <>
      <SubtitlesBox player={stage.player} shown={() => stage.card?.episode.id} />
      <PlayToggle player={stage.player} shown={stage.card?.episode.id} onToggle={() => stage.toggle()} />
      <TopBar stage={stage} />
      <FastSign stage={stage} />
      <LanguageNote stage={stage} />
      <Rail stage={stage} />
      <ProgressBar
        player={stage.player}
        toldMs={() => stage.card?.episode.duration_ms ?? 0}
        onScrub={() => stage.wake()}
      />
      <EpisodesPanel stage={stage} />
      <FeedEnd stage={stage} />
      <OfflineBar />
    </>
  );
}
