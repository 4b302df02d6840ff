import { Refusal } from '@cliffhanger/api-client/client';
import type { Play } from '@cliffhanger/api-client/types';
import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import { noteNetwork } from '../network.ts';
import { heldGrant, renewGrant, withTicket } from './grants.ts';
import { hlsConfig, rememberBandwidth } from './hls.ts';
import type { Opening } from './opening.ts';
import { packLoader } from './pack-loader.ts';

const PREPARED_SECONDS = 0.5;
const PLAYING_SECONDS = 30;
const RETRY_MS = 2000;
/** A second refusal sooner than this after a new ticket is no matter of the ticket. */
const RENEW_AGAIN_MS = 10_000;

export type Beginning = {
  episodeId: string;
  play: Play;
  /** Seconds. */
  from: number;
  language: string | undefined;
  /** What a start pack has already put into the `<video>`. */
  opening: Opening | undefined;
  onFailed: (cause: unknown) => void;
};

/** The player library at work for one episode: what follows after the first second, and what to do when it does not come. */
export class Stream {
  readonly #Library: typeof Hls;
  readonly #hls: Hls;
  readonly #video: HTMLVideoElement;
  readonly #beginning: Beginning;
  #recovered = false;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #retry = 0;

  constructor(Library: typeof Hls, video: HTMLVideoElement, beginning: Beginning) {
    const { episodeId, play, from, language, opening } = beginning;
    this.#Library = Library;
    this.#video = video;
    this.#beginning = beginning;
    const hls = new Library({
      ...hlsConfig((url) => withTicket(url, heldGrant(episodeId)?.ticket ?? play.ticket), language),
      ...(opening ? { loader: packLoader(Library, opening.pack) } : {}),
    });
    this.#hls = hls;
    this.fill(false);
    hls.on(Library.Events.ERROR, (_, data) => this.#failed(data));
    hls.on(Library.Events.FRAG_LOADED, () => noteNetwork(true));
    hls.on(Library.Events.MANIFEST_PARSED, () => {
      // Go on in the quality that was begun with; what the network bears is decided from there.
      const begun = this.#levelOf(opening?.pack.video.track);
      if (begun >= 0) hls.startLevel = begun;
      this.#cap();
      hls.startLoad(from > 0 ? from : -1);
    });
    if (opening) hls.attachMedia({ media: video, mediaSource: opening.mediaSource, tracks: tracksOf(opening) });
    else hls.attachMedia(video);
    hls.loadSource(play.master);
  }

  /** Prepared episodes hold their beginning alone; the one on stage fills up. */
  fill(playing: boolean): void {
    this.#hls.config.maxBufferLength = playing ? PLAYING_SECONDS : PREPARED_SECONDS;
    this.#hls.config.maxMaxBufferLength = playing ? 2 * PLAYING_SECONDS : PREPARED_SECONDS;
    this.#cap();
  }

  /** Changes the dub: at once while paused, a moment ahead while playing, so that the sound does not break off. */
  speak(language: string): void {
    const hls = this.#hls;
    const id = hls.audioTracks.findIndex(({ lang }) => lang === language);
    if (id < 0 || hls.audioTrack === id) return;
    if (this.#video.paused) hls.audioTrack = id;
    else hls.nextAudioTrack = id;
  }

  goOn(): void {
    if (this.#hls.levels.length > 0) this.#hls.startLoad(this.#video.currentTime);
    else this.#hls.loadSource(this.#beginning.play.master);
  }

  dispose(): void {
    clearTimeout(this.#retry);
    rememberBandwidth(this.#hls);
    this.#hls.destroy();
  }

  #levelOf(track: string | undefined): number {
    return this.#hls.levels.findIndex(({ uri }) => track !== undefined && uri.includes(`/${track}/`));
  }

  /** No more lines than the screen has, save for what was begun with: that is there already. */
  #cap(): void {
    const lines = this.#video.clientHeight * devicePixelRatio;
    const enough = this.#hls.levels.findIndex(({ height }) => height >= lines);
    const begun = this.#levelOf(this.#beginning.opening?.pack.video.track);
    this.#hls.autoLevelCapping = enough < 0 ? -1 : Math.max(enough, begun);
  }

  #failed({ type, fatal, response }: ErrorData): void {
    const { NETWORK_ERROR, MEDIA_ERROR } = this.#Library.ErrorTypes;
    const status = response?.code ?? 0;
    if (status === 401 || status === 403 || status === 410) void this.#renew();
    else if (!fatal) return;
    else if (type === MEDIA_ERROR && !this.#recovered) {
      this.#recovered = true;
      this.#hls.recoverMediaError();
    } else if (type === NETWORK_ERROR && status === 0) this.#waitForNetwork();
    else this.#beginning.onFailed(new Refusal(type === MEDIA_ERROR ? 'media' : 'unreadable'));
  }

  /** The ticket was refused: a new one, and on from here. */
  async #renew(): Promise<void> {
    const { episodeId, onFailed } = this.#beginning;
    const now = performance.now();
    if (now - this.#renewedAt < RENEW_AGAIN_MS) return;
    this.#renewedAt = now;
    this.#hls.stopLoad();
    try {
      await renewGrant(episodeId);
      this.goOn();
    } catch (cause) {
      onFailed(cause);
    }
  }

  /** A lost network is waited for: what is buffered plays on, and loading goes on by itself. */
  #waitForNetwork(): void {
    noteNetwork(false);
    clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => this.goOn(), RETRY_MS);
  }
}

function tracksOf({ video, audio }: Opening) {
  return {
    video: { id: 'main' as const, container: 'video/mp4', buffer: video, listeners: [] },
    audio: { id: 'audio' as const, container: 'audio/mp4', buffer: audio, listeners: [] },
  };
}
