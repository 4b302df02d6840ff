import type { AudioTrack, SubtitleTrack } from '@cliffhanger/api-client/types';
import { signal } from '@preact/signals';
import { keep, kept } from '../kept.ts';
import { bestLanguage } from '../words/locales.ts';

/** What the viewer chose by hand: a language, `off` (subtitles alone), or nothing yet. */
export const chosenDub = signal(kept('dub'));
export const chosenSubtitles = signal(kept('subtitles'));
/** What was chosen before subtitles went off, on this visit or on an earlier one. */
const BEFORE = 'subtitles-before';

export function chooseDub(language: string): void {
  chosenDub.value = language;
  keep('dub', language);
  tellService(language);
}

// Some browsers keep for a week what a script has written there.
if (chosenDub.peek()) tellService(chosenDub.peek() ?? '');

function tellService(language: string): void {
  // The service puts this voice into the start pack that a page brings with it.
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not there without HTTPS, nor in every browser
  document.cookie = `cliffhanger_dub=${encodeURIComponent(language)}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

export function chooseSubtitles(language: string): void {
  const before = chosenSubtitles.peek();
  if (language === 'off' && before !== 'off') keep(BEFORE, before ?? '');
  chosenSubtitles.value = language;
  keep('subtitles', language);
}

/** One key turns subtitles off, and on as they were: in the language that was chosen, else in the first that the viewer reads. */
export function toggleSubtitles(tracks: readonly SubtitleTrack[], reads: readonly string[]): void {
  const shown = pickSubtitles(tracks, chosenSubtitles.peek(), reads);
  const language = shown ? 'off' : wantedAgain(tracks, reads);
  if (language !== undefined) chooseSubtitles(language);
}

/** What was chosen before they went off. Whoever reads nothing of what there is gets the first. */
function wantedAgain(tracks: readonly SubtitleTrack[], reads: readonly string[]): string | undefined {
  const before = kept(BEFORE) ?? '';
  return pickSubtitles(tracks, before, reads) ? before : tracks[0]?.language;
}

/** The dub that was chosen, where this episode has it; else the one the service puts first: it reads the browser's languages. */
export function pickAudio(tracks: readonly AudioTrack[], chosen: string | undefined): AudioTrack | undefined {
  const language = bestLanguage(
    chosen ? [chosen] : [],
    tracks.map((track) => track.language),
  );
  return (
    tracks.find((track) => track.language === language) ??
    tracks.find((track) => track.default) ??
    tracks.find((track) => track.original) ??
    tracks[0]
  );
}

/**
 * The voice that somebody most likely wants who does not want the one that was picked for him: the original, where that is
 * a dub; else what his other languages say, or whatever else there is.
 */
export function otherAudio(
  tracks: readonly AudioTrack[],
  picked: AudioTrack,
  reads: readonly string[],
): AudioTrack | undefined {
  const others = tracks.filter(({ track }) => track !== picked.track);
  const language = bestLanguage(
    reads,
    others.map((track) => track.language),
  );
  return others.find((track) => track.original) ?? others.find((track) => track.language === language) ?? others[0];
}

/** The subtitles that were chosen; until something is, the first language that the viewer reads. */
export function pickSubtitles(
  tracks: readonly SubtitleTrack[],
  chosen: string | undefined,
  reads: readonly string[],
): SubtitleTrack | undefined {
  if (chosen === 'off') return undefined;
  const language = bestLanguage(
    chosen ? [chosen, ...reads] : reads,
    tracks.map((track) => track.language),
  );
  return tracks.find((track) => track.language === language);
}
