import { Refusal } from '@cliffhanger/api-client/ask';
import type { Play } from '@cliffhanger/api-client/types';
import { batch, signal } from '@preact/signals';
import type { FirstLight } from '../first-light.ts';
import { networkKind } from '../network.ts';
import { attention, creditSeconds, goesOn, noteWatched } from './attention.ts';
import { bandwidth } from './bandwidth.ts';
import { chosenDub, pickAudio } from './choice.ts';
import { failedRenditions } from './failed.ts';
import { followPack, SLOW } from './follow-pack.ts';
import { grantFor, isTrailer, renewGrant, renewInMs } from './grants.ts';
import { hlsLibrary, libraryIsHere } from './hls.ts';
import { speakNatively } from './native.ts';
import { type Opening, openPack } from './opening.ts';
import { takePack } from './packs.ts';
import { countBytes, countEpisode, saver } from './saver.ts';
import { sendView } from './send-view.ts';
import { muted, silence } from './sound.ts';
import { Stream } from './stream.ts';
import { View } from './view.ts';
import { wayToPlay } from './way.ts';

const TICK_MS = 100;
const STEP_SECONDS = 0.5;
/** How often the service hears of a view that goes on. */
const SEND_MS = 5000;
/** How long a picture lasts, in seconds, so far as any video has shown it: from 60 to 23.976 a second. */
let pictureSeconds = 1 / 30;
const PICTURE_SECONDS = { least: 0.016, most: 0.042 };
/** So long before its second picture a prepared video stands: it moves as soon as it is swiped to. */
const POISED_SECONDS = 0.002;

/** A finger that does not leave within this time looks at a picture, and would miss the words: it stands again. */
const GLIMPSE_MS = 500;

/** Where no frame is told of, a tab that nobody sees for one, the sound comes so much later, in milliseconds. */
const SOUND_AFTER_MS = 300;

/**
 * A browser lets the picture wait until the device of the sound is open, unless there is nothing to be heard: so the
 * picture goes first, and the sound joins it at its first frame. Only where somebody has touched the page: elsewhere the
 * browser lets what is silent begin, and stops it when it is to be heard. An iPhone keeps its volume, and begins with both.
 */
function pictureFirst(video: HTMLVideoElement): void {
  if (!mayGoFirst(video)) return;
  const join = () => {
    clearTimeout(late);
    video.volume = 1;
  };
  const late = setTimeout(join, SOUND_AFTER_MS);
  video.volume = 0;
  video.requestVideoFrameCallback(join);
}

function mayGoFirst({ muted, requestVideoFrameCallback }: HTMLVideoElement): boolean {
  return !muted && requestVideoFrameCallback !== undefined && navigator.userActivation?.hasBeenActive === true;
}

/** One `<video>` and what feeds it. The element owns its state; the signals are what was seen of it. */
export class Player {
  /** The stop of the feed it stands at; −1 while it is free. */
  readonly index = signal(-1);
  /** A frame of this episode is on screen: the poster may go. */
  readonly shown = signal(false);
  /** Stopped by the viewer, or not allowed to start: a tap goes on. */
  readonly halted = signal(false);
  readonly waiting = signal(false);
  readonly ended = signal(false);
  readonly seconds = signal(0);
  readonly play = signal<Play | undefined>(undefined);
  readonly failed = signal<unknown>(undefined);
  /** Its way is paved: what is on the line for it goes on by itself, and others may use the rest. */
  readonly settled = signal(false);
  /** The picture moves, or would if it could. */
  readonly running = signal(false);

  readonly #video: HTMLVideoElement;
  #stream: Stream | undefined;
  #episodeId = '';
  #from = 0;
  /** Whether the viewer, or the feed for him, wants it to run. */
  #wanted = false;
  #load = new AbortController();
  #renewal = 0;
  #tick = 0;
  #view: View | undefined;
  /** The permission that the view began with: a renewed one names another. */
  #begun: Play | undefined;
  /** When the viewer came, and when the service last heard of him here. */
  #cameAt: number | undefined;
  #sentAt = 0;
  /** While only glimpsed at: where it stood, in seconds, and until when that lasts. */
  #glimpse: { from: number; over: number } | undefined;

  /** What the video showed before anybody asked for it: good for the first episode and no other. */
  #light: FirstLight | undefined;

  constructor(video: HTMLVideoElement, life: AbortSignal, light?: FirstLight) {
    this.#video = video;
    this.#light = light;
    const on = (type: string, listener: () => void) => video.addEventListener(type, listener, { signal: life });
    on('play', () => this.#started());
    on('pause', () => this.#pausedFromOutside());
    on('playing', () => this.#sync());
    on('waiting', () => this.#stalled());
    on('seeking', () => this.#view?.jump(video.currentTime));
    on('seeked', () => this.#sync());
    on('timeupdate', () => this.#sync());
    on('progress', () => this.#sync(this.waiting.peek()));
    on('ended', () => this.#over());
    on('error', () => this.#nativeFailed());
    life.addEventListener('abort', () => this.drop());
  }

  get duration(): number {
    return this.#video.duration || (this.play.value?.duration_ms ?? 0) / 1000;
  }

  /** Gets an episode ready, paused at `from` seconds, as the stop `index` of the feed. */
  async prepare(index: number, episodeId: string, from: number): Promise<void> {
    if (this.#light?.episodeId !== episodeId || this.index.peek() >= 0) this.drop();
    this.index.value = index;
    this.shown.value = this.#light?.seenAt !== undefined;
    this.#video.style.setProperty('--at', String(index));
    this.#episodeId = episodeId;
    this.#from = from;
    this.speed(1);
    this.seconds.value = from;
    const { signal: load } = this.#load;
    try {
      const play = await grantFor(episodeId);
      if (load.aborted) return;
      this.play.value = play;
      this.#begun = play;
      // A trailer counts for nothing.
      this.#view = isTrailer(episodeId) ? undefined : new View({ network: networkKind() ?? null, saver: saver.peek() });
      this.#view?.jump(from);
      this.#renewLater(play);
      this.#watchFirstFrame(load);
      if (this.#light) this.#takeOver();
      if (wayToPlay(play) === 'native') return this.#playNatively(play, load);
      const opening = await this.#begin(play, load);
      if (load.aborted) return;
      if (opening && this.#wanted) void this.start();
      else if (opening && !this.#light) this.#video.currentTime = pictureSeconds - POISED_SECONDS;
      if (opening) await this.#followSlowly(opening, play, load);
      if (!load.aborted) await this.#follow(play, opening, load);
    } catch (cause) {
      if (!load.aborted) this.#fail(cause);
    }
  }

  /** It may play already, or wait, and nobody has been told. */
  #takeOver(): void {
    const { paused, currentTime, readyState } = this.#video;
    if (paused) return;
    this.#view?.jump(0);
    // A view takes no longer steps for watching.
    for (let at = 0; at < currentTime; ) {
      at = Math.min(at + STEP_SECONDS, currentTime);
      this.#view?.run(at);
    }
    this.#started();
    if (readyState < HTMLMediaElement.HAVE_FUTURE_DATA) this.#stalled();
  }

  #fail(cause: unknown): void {
    this.#view?.trouble(cause instanceof Refusal ? cause.problem : 'unreadable');
    this.failed.value = cause;
  }

  /** The first second in one answer. From the middle of an episode, or where a browser cannot, there is none. */
  async #begin(play: Play, load: AbortSignal): Promise<Opening | undefined> {
    if (this.#from > 0 || play.audio.length === 0) return undefined;
    const light = this.#light;
    try {
      const wish = { lines: this.#lines, sparing: !this.#wanted && !goesOn() };
      const arriving = light?.arriving ?? takePack(this.#episodeId, play, wish, load);
      // Not beside it: the pack has the line for itself. Whoever needs the library sees whether it came.
      const ahead = () => (bandwidth() < SLOW ? undefined : hlsLibrary());
      void arriving.whole.then(ahead).catch(() => undefined);
      return await (light?.opening ?? openPack(this.#video, play, arriving, load));
    } catch (cause) {
      this.#forgetLight();
      if (cause instanceof Refusal && cause.problem === 'offline') throw cause;
      // The library asks again, renews tickets, and tries other qualities.
      return undefined;
    }
  }

  /** Before the library comes. What was lit has seen to it already: nobody else may feed it meanwhile. */
  async #followSlowly(opening: Opening, play: Play, load: AbortSignal): Promise<void> {
    if (!this.#light && (libraryIsHere() || bandwidth() >= SLOW)) return;
    const bounds = { bandwidth: bandwidth(), lines: this.#lines, saver: saver.peek(), failed: failedRenditions() };
    countBytes(await (this.#light?.followed ?? followPack(opening, play, bounds, load)));
  }

  /** How many lines of the picture the screen shows. */
  get #lines(): number {
    return this.#video.clientHeight * devicePixelRatio;
  }

  /** Everything after the first second. */
  async #follow(play: Play, opening: Opening | undefined, load: AbortSignal): Promise<void> {
    const Library = await hlsLibrary();
    if (load.aborted) return;
    this.#stream = new Stream(Library, this.#video, {
      episodeId: this.#episodeId,
      play,
      from: this.#from,
      language: pickAudio(play.audio, chosenDub.peek())?.language,
      opening,
      onFailed: (cause) => {
        if (!load.aborted) this.#fail(cause);
      },
      onTrouble: (name) => this.#view?.trouble(name),
    });
    this.#sync(this.waiting.peek());
    if (!this.#wanted) return;
    this.#fill();
    if (!opening) void this.start();
  }

  /** As much as is worth it ahead of the eye. */
  #fill(): void {
    this.#stream?.fill(creditSeconds(attention(), saver.peek()));
  }

  /** Where the library cannot work, the browser itself plays HLS, in segments that suit it. */
  #playNatively(play: Play, load: AbortSignal): void {
    const from = this.#from;
    const speak = () => {
      const voice = pickAudio(play.audio, chosenDub.peek());
      if (voice) this.speak(voice.language);
    };
    this.#video.addEventListener('loadedmetadata', speak, { signal: load });
    this.#video.audioTracks?.addEventListener('addtrack', speak, { signal: load });
    if (from > 0) this.#video.addEventListener('loadedmetadata', () => this.seek(from), { once: true, signal: load });
    this.#video.src = `${play.master}?plan=steady`;
    this.settled.value = true;
    if (this.#wanted) void this.start();
  }

  /** `asked`: by the viewer himself, which a browser remembers for a moment only. */
  async start(asked = false): Promise<void> {
    this.#wanted = true;
    batch(() => {
      this.halted.value = false;
      // An episode that had ended begins again.
      this.ended.value = false;
    });
    const video = this.#video;
    this.#comes();
    // Not ready yet: `prepare` starts it as soon as it is. What is lit says by itself what it may.
    if (!this.#hasSource || (this.#light && !this.ready && !asked)) return;
    this.#fill();
    video.muted = muted.value;
    const glimpsed = this.#glimpseIsOver();
    if (video.paused || glimpsed !== undefined) pictureFirst(video);
    try {
      await video.play();
    } catch (cause) {
      if (!(cause instanceof DOMException) || cause.name !== 'NotAllowedError') return;
      if (muted.peek()) return this.#halt();
      silence();
      video.muted = true;
      // Refused even without sound (a battery saver): the paused state shows, and a tap starts it.
      await video.play().catch(() => this.#halt());
    }
  }

  /**
   * It comes into view under a finger that has not left yet: its picture begins, and nobody hears it. Whoever swipes to it
   * plays on from there, and `poise` takes it back.
   */
  glimpse(): void {
    const video = this.#video;
    if (!this.ready || !video.paused || video.ended || !(video.muted || mayGoFirst(video))) return;
    if (!video.muted) video.volume = 0;
    // An iPhone keeps its volume.
    if (!video.muted && video.volume > 0) return;
    const over = window.setTimeout(() => this.poise(), GLIMPSE_MS);
    this.#glimpse = { from: video.currentTime, over };
    // Refused, it stands as before.
    void video.play().catch(() => undefined);
  }

  /** Stands as it did before it was glimpsed at. */
  poise(): void {
    const from = this.#glimpseIsOver();
    if (from === undefined) return;
    this.#video.pause();
    this.#video.currentTime = from;
  }

  /** Answers where it stood before, in seconds, if it was glimpsed at. */
  #glimpseIsOver(): number | undefined {
    const { from, over } = this.#glimpse ?? {};
    clearTimeout(over);
    if (this.#glimpse) this.#video.volume = 1;
    this.#glimpse = undefined;
    return from;
  }

  /** Once for each episode: the next one begins at its own pace. */
  speed(rate: number): void {
    this.#video.playbackRate = rate;
    if (this.#wanted) this.#fill();
  }

  stop(): void {
    this.#wanted = false;
    this.#video.pause();
    this.#stream?.rest();
    this.#send();
  }

  /** The feed goes on to another episode. */
  leave(): void {
    if (this.#view && this.#cameAt !== undefined && !this.ended.peek()) this.#view.quality.swiped_away = true;
    this.stop();
  }

  /** Has a picture to show. */
  get ready(): boolean {
    return this.shown.peek() || this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  }

  /** The viewer is here: from now on he waits. */
  #comes(): void {
    if (this.#cameAt !== undefined || document.hidden) return;
    // The viewer has waited since the page began to.
    this.#cameAt = this.#light?.begunAt ?? performance.now();
    if (this.#view) this.#view.quality.prepared = !this.#light && this.ready;
    if (!isTrailer(this.#episodeId)) countEpisode();
  }

  toggle(): void {
    if (this.#video.paused) void this.start(true);
    else this.#halt();
  }

  /** What stands already, or has not begun, is not begun by it; what has ended needs none. */
  pause(): void {
    if (!this.ended.peek()) this.#halt();
  }

  seek(seconds: number): void {
    const over = this.ended.peek();
    const to = Math.min(Math.max(0, seconds), Math.max(0, this.duration - 0.05));
    this.#video.currentTime = to;
    this.seconds.value = to;
    // At its end the browser has paused it. What is left by now, or seen by nobody, waits for a tap.
    if (over && this.#wanted) void this.start();
    else if (over) this.halted.value = true;
  }

  setMuted(off: boolean): void {
    this.#video.muted = off;
  }

  speak(language: string): void {
    if (this.#stream) this.#stream.speak(language);
    else speakNatively(this.#video, language);
  }

  /** Begins again after a failure, where it broke off. */
  retry(): void {
    const [wanted, halted] = [this.#wanted, this.halted.peek()];
    void this.prepare(this.index.peek(), this.#episodeId, this.seconds.peek());
    this.halted.value = halted;
    if (wanted) void this.start();
  }

  networkIsBack(): void {
    const cause = this.failed.peek();
    if (cause instanceof Refusal && cause.problem === 'offline') this.retry();
  }

  /** Whether there is enough to play on for a while, so that others may use the network. */
  get provided(): boolean {
    const { buffered, currentTime } = this.#video;
    const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
    return end - currentTime >= (this.#stream?.enough ?? 1) - 0.1 || end >= this.duration - 0.1;
  }

  drop(): void {
    this.#send();
    this.#view = undefined;
    this.#cameAt = undefined;
    this.#load.abort();
    this.#load = new AbortController();
    this.#forgetLight();
    clearTimeout(this.#renewal);
    this.#stream?.dispose();
    this.#stream = undefined;
    this.#wanted = false;
    this.#glimpseIsOver();
    // The library lets go of what was handed to it; a pack that it never took over is ours.
    if (this.#video.src.startsWith('blob:')) URL.revokeObjectURL(this.#video.src);
    this.#video.removeAttribute('src');
    this.#video.load();
    batch(() => {
      this.index.value = -1;
      this.shown.value = false;
      this.halted.value = false;
      this.waiting.value = false;
      this.ended.value = false;
      this.seconds.value = 0;
      this.play.value = undefined;
      this.failed.value = undefined;
      this.settled.value = false;
      this.running.value = false;
    });
  }

  #forgetLight(): void {
    this.#light?.life.abort();
    this.#light = undefined;
  }

  /** An iPhone is given its parts by a `<source>`, not by `src`. */
  get #hasSource(): boolean {
    return this.#video.networkState !== HTMLMediaElement.NETWORK_EMPTY;
  }

  /** Renews the ticket before its end; requests take the newest by themselves. */
  #renewLater(play: Play): void {
    clearTimeout(this.#renewal);
    const { signal: load } = this.#load;
    this.#renewal = window.setTimeout(
      async () => {
        try {
          const renewed = await renewGrant(this.#episodeId);
          if (load.aborted) return;
          // Subtitles and stills are asked for by the newest ticket, too.
          this.play.value = renewed;
          this.#renewLater(renewed);
        } catch {
          // The old ticket may still serve; its first refusal asks again.
        }
      },
      Math.max(1000, renewInMs(play)),
    );
  }

  #nativeFailed(): void {
    // hls.js reports its own failures; without it the element is all there is.
    if (this.#stream || !this.#begun || !this.play.value || !this.#video.src) return;
    // The element asks by the ticket that it began with, whatever has been renewed since.
    if (renewInMs(this.#begun) <= 0) this.retry();
    else this.#fail(new Refusal('media'));
  }

  #halt(): void {
    this.stop();
    this.halted.value = true;
  }

  /**
   * Media keys and the system pause too; our own `stop` has said before that nothing is wanted. The event comes late:
   * whoever plays again in the meantime is not stopped by it.
   */
  #pausedFromOutside(): void {
    const { paused, ended } = this.#video;
    if (this.#wanted && paused && !ended && this.#hasSource) this.#halt();
    this.#sync();
  }

  #watchFirstFrame(load: AbortSignal): void {
    const seen = (at = performance.now()) => {
      if (load.aborted) return;
      this.shown.value = true;
      if (this.#cameAt !== undefined) this.#view?.appeared(at - this.#cameAt);
    };
    if (this.#light?.seenAt !== undefined) seen(this.#light.seenAt);
    // Firefox has it since 132; before that, playing is the first that is heard of.
    this.#video.requestVideoFrameCallback?.((_, { mediaTime }) => {
      seen();
      this.#learnPictures(mediaTime);
    });
    // A video that starts off the stage may show its first frame before anyone is told of frames.
    this.#video.addEventListener('playing', () => seen(), { once: true, signal: load });
  }

  #learnPictures(first: number): void {
    this.#video.requestVideoFrameCallback((_, { mediaTime }) => {
      const took = mediaTime - first;
      if (took >= PICTURE_SECONDS.least && took <= PICTURE_SECONDS.most) pictureSeconds = took;
    });
  }

  #started(): void {
    this.#view?.jump(this.#video.currentTime);
    this.#sync();
    const tick = (last: number) => (now: number) => {
      if (this.#video.paused) return;
      const due = now - last >= TICK_MS;
      if (due) this.#sync(this.waiting.peek());
      if (due) this.#watch(now);
      this.#tick = requestAnimationFrame(tick(due ? now : last));
    };
    cancelAnimationFrame(this.#tick);
    this.#tick = requestAnimationFrame(tick(0));
  }

  /** Counts what was on screen since the last look, and tells the service every few seconds. */
  #watch(now: number): void {
    if (this.#cameAt === undefined) return;
    if (this.#view) this.#count(this.#view, now, this.#cameAt);
    if (now - this.#sentAt < SEND_MS) return;
    this.#send();
    this.#fill();
  }

  #count(view: View, now: number, cameAt: number): void {
    const seconds = view.run(this.#video.currentTime);
    noteWatched(seconds);
    if (seconds > 0) view.goesOn(now);
    // A prepared one is there at once.
    if (seconds > 0) view.appeared(view.quality.prepared ? 0 : now - cameAt);
  }

  #stalled(): void {
    this.#sync(true);
    const { seeking, paused, currentTime } = this.#video;
    // The start, and a jump, are no stalls.
    if (this.#cameAt !== undefined && this.shown.peek() && !seeking && !paused && currentTime > 0.05) {
      this.#view?.stalled(performance.now());
    }
  }

  #over(): void {
    this.#sync();
    if (!this.#view) return;
    this.#view.run(this.#video.currentTime);
    this.#view.ended = true;
    this.#send();
  }

  #send(): void {
    const begun = this.#begun;
    const view = this.#view;
    this.#sentAt = performance.now();
    if (!begun || !view || this.#cameAt === undefined) return;
    const bitrates = this.#stream?.bitrates;
    if (bitrates) {
      view.quality.bitrate_kbps = Math.round(bitrates.shown / 1000);
      view.quality.top_bitrate_kbps = Math.round(bitrates.top / 1000);
    }
    void sendView(begun.view_id, view.state(begun.ticket));
  }

  #sync(waiting = false): void {
    if (this.index.peek() < 0) return;
    const { ended, paused, currentTime, readyState } = this.#video;
    batch(() => {
      this.running.value = !paused && !ended;
      this.ended.value = ended;
      this.waiting.value = waiting && readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
      // Before the first data the element says 0, whatever was asked for.
      if (readyState > HTMLMediaElement.HAVE_NOTHING) this.seconds.value = currentTime;
      if (this.#stream && this.provided) this.settled.value = true;
    });
  }
}
