import { Refusal } from '@cliffhanger/api-client/ask';
import type { Play } from '@cliffhanger/api-client/types';
import type Hls from 'hls.js';
import type { ErrorData, FragLoadedData, Fragment, LevelDetails, LoaderStats } from 'hls.js';
import { noteLost, noteThere } from '../network.ts';
import { bandwidth, learnBandwidth } from './bandwidth.ts';
import { noteFailedRendition } from './failed.ts';
import { heldGrant, renewGrant, withTicket } from './grants.ts';
import { hlsConfig } from './hls.ts';
import type { Opening } from './opening.ts';
import { type Line, mayTake, noteFetch } from './pace.ts';
import type { Pack } from './pack.ts';
import { packLoader } from './pack-loader.ts';
import { capOf } from './rendition.ts';
import { countBytes, saver } from './saver.ts';

/** What a prepared episode holds: its beginning alone. */
const PREPARED_SECONDS = 0.5;
/** More need not lie ahead of the eye before another episode is made ready: he may swipe at any time. */
const ENOUGH_SECONDS = 2;
/** What a segment lasts, and a second of it asks for in bits, so long as nobody knows. */
const SEGMENT_SECONDS = 2;
const USUAL_BITRATE = 1_000_000;
/** What a start pack lasts. */
const PACK_SECONDS = 1;
const RETRY_MS = 2000;
/** How often a service that answers with errors is asked again before the viewer hears of it. */
const RETRIES = 3;
/** A second refusal sooner than this after a new ticket is no matter of the ticket. */
const RENEW_AGAIN_MS = 10_000;
const TOGETHER_MS = 1000;

export type Beginning = {
  episodeId: string;
  play: Play;
  /** Seconds. */
  from: number;
  language: string | undefined;
  /** What a start pack has already put into the `<video>`. */
  opening: Opening | undefined;
  onFailed: (cause: unknown) => void;
  /** Something went wrong that the viewer need not hear of. */
  onTrouble: (name: string) => void;
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
  #retries = 0;
  /** So many seconds may be fetched ahead of the eye beside the next segment; nothing: only what is there already. */
  #credit: number | undefined;
  #ahead = PREPARED_SECONDS;
  /** The last segment that has come. */
  #last: number | undefined;
  /** When the last segment had come. */
  #filledAt: number | undefined;
  /** The segment that is under way, and by how many seconds too late it was asked for. */
  #asked: { number: number; late: number; next: [number, Line] } | undefined;

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
    this.rest();
    hls.on(Library.Events.ERROR, (_, data) => this.#failed(data));
    hls.on(Library.Events.FRAG_LOADING, (_, { frag }) => this.#asks(frag));
    hls.on(Library.Events.FRAG_BUFFERED, (_, { frag, stats }) => this.#buffered(frag, stats));
    hls.on(Library.Events.FRAG_LOADED, (_, data) => this.#loaded(data));
    hls.on(Library.Events.MANIFEST_PARSED, () => {
      // Go on in the quality that was begun with; what the network bears is decided from there.
      // The one that followed the pack has no first second here: it would be fetched.
      const goneOn = opening?.pack.other && video.currentTime >= PACK_SECONDS;
      const begun = this.#levelOf(goneOn ? opening.pack.other?.track : opening?.pack.video.track);
      if (begun >= 0) hls.startLevel = begun;
      this.#cap();
      const here = goneOn ? video.currentTime : from;
      hls.startLoad(here > 0 ? here : -1);
    });
    if (opening) hls.attachMedia({ media: video, mediaSource: opening.mediaSource, tracks: tracksOf(opening) });
    else hls.attachMedia(video);
    hls.loadSource(play.master);
  }

  /** The next segment in time, and what `credit` buys, in seconds. */
  fill(credit: number): void {
    this.#credit = credit;
    this.#limit();
  }

  /** Only what is there already. */
  rest(): void {
    this.#credit = undefined;
    this.#limit();
  }

  /** How many seconds have to lie ahead, so that the pack of another episode may be fetched meanwhile. */
  get enough(): number {
    return Math.min(ENOUGH_SECONDS, this.#ahead + mayTake(PACK_SECONDS, this.#next[1]));
  }

  #limit(): void {
    const [duration, line] = this.#next;
    // At twice the speed it lasts half as long.
    const needed = mayTake(duration, line) * Math.max(1, this.#video.playbackRate);
    this.#ahead = this.#credit === undefined ? PREPARED_SECONDS : Math.max(needed, this.#credit);
    this.#hls.config.maxBufferLength = this.#ahead;
    this.#hls.config.maxMaxBufferLength = this.#ahead;
    this.#cap();
  }

  /** How long the next segment lasts, in seconds, and what it asks of the line; the usual one, so long as nobody knows. */
  get #next(): [number, Line] {
    const { levels, nextLoadLevel, audioTracks, audioTrack } = this.#hls;
    const level = levels[nextLoadLevel];
    const after = this.#last === undefined ? Number.NaN : this.#last + 1;
    const seen = fragmentOf(level?.details, after);
    const heard = fragmentOf(audioTracks[audioTrack]?.details, after);
    const bitrate = seen?.bitrate ? seen.bitrate + (heard?.bitrate ?? 0) : (level?.bitrate ?? USUAL_BITRATE);
    return [seen?.duration ?? SEGMENT_SECONDS, { bandwidth: bandwidth(), bitrate }];
  }

  /** Bits a second of what is on screen, and of the best that there is. */
  get bitrates(): { shown: number; top: number } | undefined {
    const { levels, currentLevel, loadLevel } = this.#hls;
    const shown = levels[currentLevel] ?? levels[loadLevel];
    const top = levels.at(-1);
    return shown && top ? { shown: shown.bitrate, top: top.bitrate } : undefined;
  }

  /**
   * Changes the dub: at once while paused, a moment ahead while playing, so that the sound does not break off; before
   * anybody knows which there are, as soon as that is known.
   */
  speak(language: string): void {
    this.#hls.setAudioOption({ lang: language, flushImmediate: this.#video.paused });
  }

  goOn(): void {
    if (this.#hls.levels.length > 0) this.#hls.startLoad(this.#video.currentTime);
    else this.#hls.loadSource(this.#beginning.play.master);
  }

  dispose(): void {
    clearTimeout(this.#retry);
    this.#hls.destroy();
  }

  #loaded({ frag, payload, networkDetails }: FragLoadedData): void {
    this.#retries = 0;
    // What came out of the start pack was counted with it.
    if (networkDetails === null) return;
    noteThere();
    countBytes(payload.byteLength);
    if (frag.type === 'main') learnBandwidth(this.#hls.bandwidthEstimate);
  }

  #asks({ type, sn: number, start }: Fragment): void {
    if (type !== 'main' || number === 'initSegment') return;
    const { paused, currentTime, playbackRate } = this.#video;
    // Nobody waits for what lies behind the eye, or while it rests.
    const awaited = !paused && start > currentTime && number - 1 === this.#last;
    const due = (this.#ahead - (start - currentTime)) / playbackRate;
    const rested = (performance.now() - (this.#filledAt ?? performance.now())) / 1000;
    // While one follows the other without a rest, none is asked for too late.
    const late = Math.max(0, Math.min(rested, due));
    this.#asked = awaited ? { number, late, next: this.#next } : undefined;
  }

  #buffered({ type, sn: number }: Fragment, { loading, buffering }: LoaderStats): void {
    if (type !== 'main' || number === 'initSegment') return;
    const asked = this.#asked;
    if (asked?.number === number) noteFetch(asked.late + (buffering.end - loading.start) / 1000, ...asked.next);
    this.#asked = undefined;
    this.#filledAt = performance.now();
    this.#last = number;
    this.#limit();
  }

  #levelOf(track: string | undefined): number {
    return this.#hls.levels.findIndex(({ uri }) => track !== undefined && uri.includes(`/${track}/`));
  }

  /** No more lines than the screen has. What was begun with is there already and may go on, unless bytes are saved. */
  #cap(): void {
    const { levels } = this.#hls;
    if (levels.length === 0) return;
    const lines = this.#video.clientHeight * devicePixelRatio;
    const sizes = this.#beginning.play.video;
    const cap = sizes[capOf(sizes, { lines, saver: saver.peek() })];
    const { opening } = this.#beginning;
    const begun = saver.peek() ? -1 : this.#levelOf(opening && lastOf(opening.pack));
    this.#hls.autoLevelCapping = Math.max(this.#levelOf(cap?.track), begun);
  }

  #failed({ type, details, fatal, response, frag }: ErrorData): void {
    const { NETWORK_ERROR, MEDIA_ERROR } = this.#Library.ErrorTypes;
    const status = response?.code ?? 0;
    if (details === this.#Library.ErrorDetails.INTERNAL_ABORTED) return;
    this.#beginning.onTrouble(details);
    if (status === 401 || status === 403 || status === 410) {
      void this.#renew(fatal);
      return;
    }
    if (status >= 400 && frag?.type === 'main') noteFailedRendition(this.#trackOf(frag.url));
    if (!fatal) return;
    if (type === MEDIA_ERROR && !this.#recovered) {
      this.#recovered = true;
      this.#hls.recoverMediaError();
    } else if (type === NETWORK_ERROR && status === 0) this.#waitForNetwork();
    else if (type === NETWORK_ERROR && status >= 500 && this.#retries < RETRIES) this.#tryAgain();
    else this.#beginning.onFailed(new Refusal(type === MEDIA_ERROR ? 'media' : 'unreadable'));
  }

  #trackOf(url: string): string {
    return this.#beginning.play.video.find(({ track }) => url.includes(`/${track}/`))?.track ?? '';
  }

  /** The ticket was refused: a new one, and on from here. */
  async #renew(fatal: boolean): Promise<void> {
    const { episodeId, onFailed } = this.#beginning;
    const now = performance.now();
    const since = now - this.#renewedAt;
    if (since < RENEW_AGAIN_MS) {
      // Sound and picture are refused together, and both go on with the new ticket.
      if (!fatal && since < TOGETHER_MS) return;
      if (fatal || this.#retries >= RETRIES) onFailed(new Refusal('unreadable'));
      else this.#tryAgain();
      return;
    }
    this.#renewedAt = now;
    this.#hls.stopLoad();
    try {
      await renewGrant(episodeId);
      this.goOn();
    } catch (cause) {
      // Without a network nobody can renew: that is waited for like everything else.
      if (cause instanceof Refusal && cause.problem === 'offline') this.#waitForNetwork();
      else onFailed(cause);
    }
  }

  /** A lost network is waited for: what is buffered plays on, and loading goes on by itself. */
  #waitForNetwork(): void {
    noteLost();
    this.#renewedAt = Number.NEGATIVE_INFINITY;
    this.#later();
  }

  #tryAgain(): void {
    this.#retries += 1;
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => this.goOn(), RETRY_MS);
  }
}

function fragmentOf(details: LevelDetails | null | undefined, number: number): Fragment | undefined {
  return details?.fragments.find(({ sn }) => sn === number);
}

/** The picture that was on screen last. */
function lastOf({ video, other }: Pack): string {
  return (other ?? video).track;
}

function tracksOf({ video, audio }: Opening) {
  return {
    video: { id: 'main' as const, container: 'video/mp4', buffer: video, listeners: [] },
    audio: { id: 'audio' as const, container: 'audio/mp4', buffer: audio, listeners: [] },
  };
}
