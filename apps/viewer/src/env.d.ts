declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
  /** Names of languages by their tags. */
  export const languages: Record<string, string>;
}

/** Trusted types, as far as we use them; a trusted address goes where a string goes. */
interface Window {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (asked: string) => string },
    ): { createScriptURL: (asked: string) => URL };
  };
}

/** The Network Information API, which TypeScript knows only by its oldest part. */
interface NetworkInformation extends EventTarget {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  readonly metered?: boolean;
  readonly downlink?: number;
}

interface Navigator {
  readonly connection?: NetworkInformation;
}

/** What an iPhone has in the place of `MediaSource`. */
interface Window {
  readonly ManagedMediaSource?: typeof MediaSource;
}

/** The voices of an element that plays HLS by itself, as far as we use them. */
interface HTMLMediaElement {
  readonly audioTracks?: EventTarget & ArrayLike<{ readonly language: string; enabled: boolean }>;
}
