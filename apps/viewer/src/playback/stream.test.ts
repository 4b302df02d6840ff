// @vitest-environment happy-dom
import type Hls from 'hls.js';
import { afterEach, expect, test } from 'vitest';
import { chooseSaver } from './saver.ts';
import { Stream } from './stream.ts';

afterEach(() => chooseSaver('auto'));

/** The third segment is three times as large as the others. */
const fragments = [1, 1, 3, 1, 1].map((times, sn) => ({ sn, type: 'main', duration: 2, bitrate: times * 500_000 }));

/** The library, as far as a stream asks it before anything is loaded. */
class Library {
  static readonly Events = {
    ERROR: 'error',
    FRAG_LOADING: 'loading',
    FRAG_BUFFERED: 'buffered',
    FRAG_LOADED: 'loaded',
    MANIFEST_PARSED: 'parsed',
  };
  static readonly DefaultConfig = { loader: class {} };
  static made: Library | undefined;
  readonly config = { maxBufferLength: 0 };
  readonly levels = [360, 540, 720].map((width) => ({ uri: `/m/tick/v${width}/feed.m3u8`, details: { fragments } }));
  nextLoadLevel = 1;
  readonly audioTracks = [];
  autoLevelCapping = -1;
  startLevel = -1;
  readonly #heard = new Map<string, (event: string, data?: object) => void>();

  constructor() {
    Library.made = this;
  }

  on(event: string, listener: (event: string, data?: object) => void): void {
    this.#heard.set(event, listener);
  }

  says(event: string, data?: object): void {
    this.#heard.get(event)?.(event, data);
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

/** A stream whose start pack was in 540p, on a screen of so many lines. */
function streamAt(lines: number) {
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
  const stream = new Stream(
    Library as unknown as typeof Hls,
    element,
    beginning as unknown as ConstructorParameters<typeof Stream>[2],
  );
  Library.made?.says('parsed');
  return { stream, library: Library.made, element };
}

/** Which of the levels is the highest that may be shown. */
const capAt = (lines: number) => streamAt(lines).library?.autoLevelCapping;

test('a picture that was begun with may go on, though the screen is smaller', () => {
  expect(capAt(600)).toBe(1);
  expect(capAt(1280)).toBe(2);
});

test('where bytes are saved it is small from there on, whatever it was begun with', () => {
  chooseSaver('on');
  expect(capAt(1280)).toBe(0);
});

test('a large segment is asked for sooner than a small one, and what comes late is asked for sooner from then on', () => {
  const { stream, library, element } = streamAt(1280);
  Object.defineProperty(element, 'paused', { value: false });
  const comes = (sn: number, took: number) => {
    library?.says('loading', { frag: fragments[sn] && { ...fragments[sn], start: 2 * sn } });
    library?.says('buffered', {
      frag: fragments[sn],
      stats: { loading: { start: 0 }, buffering: { end: took * 1000 } },
    });
    return library?.config.maxBufferLength ?? 0;
  };
  stream.fill(0);
  comes(0, 0.5);
  const large = comes(1, 0.5);
  const small = comes(2, 1.5);
  expect(large).toBeGreaterThan(small + 0.9);
  expect(comes(3, 9), 'nine seconds for the last one').toBeGreaterThan(large);
  stream.fill(30);
  expect(library?.config.maxBufferLength, 'what he has credit for').toBe(30);
  stream.rest();
  expect(library?.config.maxBufferLength, 'nobody watches').toBe(0.5);
});
