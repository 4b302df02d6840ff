import { bestLanguage } from '../words/locales.ts';

/** Changes the dub where the browser itself plays HLS and shows what voices there are: Safari does, others do not. */
export function speakNatively({ audioTracks }: HTMLMediaElement, language: string): void {
  const voices = Array.from(audioTracks ?? []);
  const wanted = bestLanguage(
    [language],
    voices.map((voice) => voice.language),
  );
  const next = voices.find((voice) => voice.language === wanted);
  if (!next || next.enabled) return;
  // The new one first: there is no moment without a voice.
  next.enabled = true;
  for (const voice of voices) if (voice !== next) voice.enabled = false;
}
