import type { EpisodeCard, SeriesPage, Trailer } from '@cliffhanger/api-client/types';
import { IconButton } from '@cliffhanger/ui/icon-button';
import { Sheet } from '@cliffhanger/ui/sheet';
import { t } from '@lingui/core/macro';
import { useId, useRef, useState } from 'preact/hooks';
import { CaptionChoices } from '../playback/caption-choices.tsx';
import { PlayToggle } from '../playback/play-toggle.tsx';
import { ProgressBar } from '../playback/progress-bar.tsx';
import { chooseSound, muted } from '../playback/sound.ts';
import { SubtitlesBox } from '../playback/subtitles-box.tsx';
import { TrackChoices } from '../playback/track-choices.tsx';
import { TrailerEnd } from './trailer-end.tsx';
import styles from './trailer-stage.module.css';
import { useTrailer } from './use-trailer.ts';

type Props = { page: SeriesPage; trailer: Trailer; current: EpisodeCard | undefined; onClose: () => void };

/** The trailer over the page, as large as the screen. Esc, the Back gesture and the cross lead back to the page. */
export function TrailerStage({ page, trailer, current, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [choosing, choose] = useState(false);
  const { series } = page;
  const player = useTrailer(series, dialog);
  const toggle = () => player.peek()?.toggle();
  const shown = player.value?.shown.value ?? false;
  /** At once, and by the element first, which gives the focus back: what a browser tells of it comes a moment later. */
  const leave = () => {
    dialog.current?.close();
    onClose();
  };
  return (
    <dialog
      ref={dialog}
      class={styles.stage}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      // Where it is gone already, another one may have been opened.
      onClose={() => dialog.current && onClose()}
    >
      {/* biome-ignore lint/a11y/useMediaCaption: subtitles are our own DOM, so that they stand clear of faces and controls */}
      <video class={styles.picture} playsInline disableRemotePlayback tabIndex={-1} aria-hidden="true" />
      {!shown && trailer.poster && <img class={styles.picture} src={trailer.poster} alt="" />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in its middle does the same for keys and readers */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the dialog listens to keys */}
      <div class={styles.surface} onClick={toggle} />
      <header class={styles.bar}>
        <IconButton icon="close" label={t`Close`} onClick={leave} />
        <h2 id={titleId} class={styles.title}>{t`Trailer`}</h2>
        <IconButton icon="language" label={t`Language`} onClick={() => choose(true)} />
        <IconButton
          icon={muted.value ? 'sound-off' : 'sound-on'}
          label={muted.value ? t`Turn sound on` : t`Turn sound off`}
          onClick={() => chooseSound(muted.peek())}
        />
      </header>
      <SubtitlesBox player={player} shown={() => series.id} />
      <PlayToggle player={player} shown={series.id} onToggle={toggle} />
      <ProgressBar player={player} toldMs={() => trailer.duration_ms} />
      <TrailerEnd page={page} current={current} player={player} />
      <Sheet open={choosing} title={t`Language`} closeLabel={t`Close`} onClose={() => choose(false)}>
        <TrackChoices player={player.value} />
        <CaptionChoices />
      </Sheet>
    </dialog>
  );
}
