import { Refusal } from '@cliffhanger/api-client/client';
import type Hls from 'hls.js';
import type { HlsConfig } from 'hls.js';
import { keep, kept } from '../kept.ts';

/** The library comes as a chunk of its own, behind the start pack. */
export async function hlsLibrary(): Promise<typeof Hls> {
  try {
    return (await import('hls.js')).default;
  } catch {
    throw new Refusal('offline');
  }
}

const FIRST_GUESS = 2_000_000;

/** `address`: what a playlist named → where to ask for it. */
export function hlsConfig(address: (url: string) => string, language: string | undefined): Partial<HlsConfig> {
  return {
    // A worker would be made from a string, which trusted types refuse; fragmented MP4 passes through without work.
    enableWorker: false,
    autoStartLoad: false,
    startFragPrefetch: true,
    testBandwidth: false,
    abrEwmaDefaultEstimate: Number(kept('bandwidth')) || FIRST_GUESS,
    backBufferLength: 90,
    // Subtitles are ours; the library's own begin with a `data:` address, which the security policy refuses.
    renderTextTracksNatively: false,
    enableWebVTT: false,
    enableCEA708Captions: false,
    ...(language ? { audioPreference: { lang: language } } : {}),
    xhrSetup: (xhr, url) => {
      const fresh = address(url);
      if (fresh !== url) xhr.open('GET', fresh, true);
    },
  };
}

/** Carries what was learnt about the network over to the next episode and the next visit. */
export function rememberBandwidth(hls: Hls): void {
  if (hls.bandwidthEstimate > 0) keep('bandwidth', String(Math.round(hls.bandwidthEstimate)));
}
