import { lost } from '@cliffhanger/api-client/ask';
import type Hls from 'hls.js';
import type { HlsConfig, LoaderConfig } from 'hls.js';
import { bandwidth } from './bandwidth.ts';

let library: Promise<typeof Hls> | undefined;
let arrived = false;

/** The library comes as a chunk of its own, behind the start pack. */
export function hlsLibrary(): Promise<typeof Hls> {
  library ??= import('hls.js').then(
    (module) => {
      arrived = true;
      return module.default;
    },
    () => {
      library = undefined;
      throw lost();
    },
  );
  return library;
}

/** Whether the library need not be waited for. */
export function libraryIsHere(): boolean {
  return arrived;
}

/** A segment that does not come is asked for again soon; after that another rendition has to serve. */
const soon: LoaderConfig = {
  maxTimeToFirstByteMs: 8000,
  maxLoadTimeMs: 20_000,
  timeoutRetry: { maxNumRetry: 2, retryDelayMs: 0, maxRetryDelayMs: 0 },
  errorRetry: { maxNumRetry: 2, retryDelayMs: 300, maxRetryDelayMs: 1200, backoff: 'exponential' },
};

/** `address`: what a playlist named → where to ask for it. */
export function hlsConfig(address: (url: string) => string, language: string | undefined): Partial<HlsConfig> {
  return {
    // A worker would be made from a string, which trusted types refuse; fragmented MP4 passes through without work.
    enableWorker: false,
    autoStartLoad: false,
    startFragPrefetch: true,
    testBandwidth: false,
    abrEwmaDefaultEstimate: bandwidth(),
    // The sound, the next episode and bad moments need their share of the line.
    abrBandWidthFactor: 0.7,
    abrBandWidthUpFactor: 0.6,
    backBufferLength: 90,
    manifestLoadPolicy: { default: soon },
    playlistLoadPolicy: { default: soon },
    fragLoadPolicy: { default: soon },
    // Subtitles are ours.
    renderTextTracksNatively: false,
    ...(language ? { audioPreference: { lang: language } } : {}),
    xhrSetup: (xhr, url) => {
      const fresh = address(url);
      if (fresh !== url) xhr.open('GET', fresh, true);
    },
  };
}
