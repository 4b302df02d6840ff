import type Hls from 'hls.js';
import type { HlsConfig } from 'hls.js';
import { keep, kept } from '../kept.ts';

/** The library comes as a chunk of its own, after the first picture. */
export async function hlsLibrary(): Promise<typeof Hls> {
  return (await import('hls.js')).default;
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
    capLevelToPlayerSize: true,
    backBufferLength: 90,
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
