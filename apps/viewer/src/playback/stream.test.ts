// @vitest-environment happy-dom
import type Hls from 'hls.js';
import { afterEach, expect, test } from 'vitest';
import { chooseSaver } from './saver.ts';
import { Stream } from './stream.ts';

afterEach(() => chooseSaver('auto'));

/** The library, as far as a stream asks it before anything is loaded. */
class Library {
  static readonly Events = { ERROR: 'error', FRAG_LOADED: 'loaded', MANIFEST_PARSED: 'parsed' };
  static readonly DefaultConfig = { loader: class {} };
  static made: Library | undefined;
  readonly config = {};
  readonly levels = [360, 540, 720].map((width) => ({ uri: `/m/tick/v${width}/feed.m3u8` }));
  readonly audioTracks = [];
  autoLevelCapping = -1;
  startLevel = -1;
  readonly #heard = new Map<string, () => void>();

  constructor() {
    Library.made = this;
  }

  on(event: string, listener: () => void): void {
    this.#heard.set(event, listener);
  }

  parsed(): void {
    this.#heard.get('parsed')?.();
  }

  attachMedia(): void {}
  loadSource(): void {}
  startLoad(): void {}
}

const video = [360, 540, 720].map((width) => ({
  track: `v${width}`,
  width,
  height: (width * 16) / 9,
  bandwidth: width * 2000,
  codecs: 'avc1.64001f',
}));

/** Which of the levels is the highest that may be shown, where the start pack was in 540p on a screen of so many lines. */
function capAt(lines: number): number | undefined {
  const element = document.createElement('video');
  Object.defineProperty(element, 'clientHeight', { value: lines });
  const half = (track: string) => ({ track, head: new Uint8Array(), segments: [] });
  const pack = { video: half('v540'), audio: half('en'), plan: 'feed', bytes: 0, took: { first: 1, end: 2 } };
  const beginning = {
    episodeId: 'epi',
    play: { video, audio: [], subtitles: [], ticket: 'tick', master: '/m/tick/master.m3u8' },
    from: 0,
    language: undefined,
    opening: { pack },
    onFailed: () => undefined,
    onTrouble: () => undefined,
  };
  new Stream(
    Library as unknown as typeof Hls,
    element,
    beginning as unknown as ConstructorParameters<typeof Stream>[2],
  );
  Library.made?.parsed();
  return Library.made?.autoLevelCapping;
}

test('a picture that was begun with may go on, though the screen is smaller', () => {
  expect(capAt(600)).toBe(1);
  expect(capAt(1280)).toBe(2);
});

test('where bytes are saved it is small from there on, whatever it was begun with', () => {
  chooseSaver('on');
  expect(capAt(1280)).toBe(0);
});
