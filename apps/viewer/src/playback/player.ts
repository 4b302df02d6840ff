import { Refusal } from '@cliffhanger/api-client/client';
import type { Play } from '@cliffhanger/api-client/types';
import { batch, signal } from '@preact/signals';
import { chosenDub, pickAudio } from './choice.ts';
import { grantFor, renewGrant, renewInMs } from './grants.ts';
import { hlsLibrary } from './hls.ts';
import { canOpen, type Opening, openPack } from './opening.ts';
import { loadPack } from './pack.ts';
import { muted, silence } from './sound.ts';
import { Stream } from './stream.ts';

const TICK_MS = 100;
const PROVIDED_SECONDS = 2;

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

  readonly #video: HTMLVideoElement;
  #stream: Stream | undefined;
  #episodeId = '';
  #from = 0;
  /** Whether the viewer, or the feed for him, wants it to run. */
  #wanted = false;
  #load = new AbortController();
  #renewal = 0;
  #tick = 0;

  constructor(video: HTMLVideoElement, life: AbortSignal) {
    this.#video = video;
    const on = (type: string, listener: () => void) => video.addEventListener(type, listener, { signal: life });
    on('play', () => this.#started());
    on('pause', () => this.#pausedFromOutside());
    on('playing', () => this.#sync());
    on('waiting', () => this.#sync(true));
    on('seeked', () => this.#sync());
    on('timeupdate', () => this.#sync());
    on('ended', () => this.#sync());
    on('error', () => this.#nativeFailed());
    life.addEventListener('abort', () => this.drop());
  }

  get duration(): number {
    return this.#video.duration || (this.play.value?.duration_ms ?? 0) / 1000;
  }

  /** Gets an episode ready, paused at `from` seconds, as the stop `index` of the feed. */
  async prepare(index: number, episodeId: string, from: number): Promise<void> {
    this.drop();
    this.index.value = index;
    this.#video.style.setProperty('--at', String(index));
    this.#episodeId = episodeId;
    this.#from = from;
    this.seconds.value = from;
    const { signal: load } = this.#load;
    try {
      const play = await grantFor(episodeId);
      if (load.aborted) return;
      this.play.value = play;
      this.#renewLater(play);
      this.#watchFirstFrame(load);
      const opening = await this.#begin(play, load);
      if (load.aborted) return;
      if (opening && this.#wanted) void this.start();
      await this.#follow(play, opening, load);
    } catch (cause) {
      if (!load.aborted) this.failed.value = cause;
    }
  }

  /** The first second in one answer. From the middle of an episode, or where a browser cannot, there is none. */
  async #begin(play: Play, load: AbortSignal): Promise<Opening | undefined> {
    const dub = pickAudio(play.audio, chosenDub.peek());
    if (this.#from > 0 || !dub || !canOpen(play)) return undefined;
    const pack = await loadPack(play, dub, load);
    // On its way while the first frame is decoded; whoever needs it sees whether it came.
    hlsLibrary().catch(() => undefined);
    try {
      return load.aborted ? undefined : await openPack(this.#video, play, pack, load);
    } catch {
      // The library may still make something of it.
      return undefined;
    }
  }

  /** Everything after the first second. */
  async #follow(play: Play, opening: Opening | undefined, load: AbortSignal): Promise<void> {
    const Library = await hlsLibrary();
    if (load.aborted) return;
    if (Library.isSupported()) {
      this.#stream = new Stream(Library, this.#video, {
        episodeId: this.#episodeId,
        play,
        from: this.#from,
        language: pickAudio(play.audio, chosenDub.peek())?.language,
        opening,
        onFailed: (cause) => {
          if (!load.aborted) this.failed.value = cause;
        },
      });
    } else this.#playNatively(play, load);
    if (!this.#wanted) return;
    this.#stream?.fill(true);
    if (!opening) void this.start();
  }

  /** Where the library cannot work, the browser itself plays HLS, in segments that suit it. */
  #playNatively(play: Play, load: AbortSignal): void {
    const from = this.#from;
    if (from > 0) this.#video.addEventListener('loadedmetadata', () => this.seek(from), { once: true, signal: load });
    this.#video.src = `${play.master}?plan=steady`;
  }

  async start(): Promise<void> {
    this.#wanted = true;
    batch(() => {
      this.halted.value = false;
      // An episode that had ended begins again.
      this.ended.value = false;
    });
    const video = this.#video;
    // Not ready yet: `prepare` starts it as soon as it is.
    if (!video.src) return;
    this.#stream?.fill(true);
    video.muted = muted.value;
    try {
      await video.play();
    } catch (cause) {
      if (!(cause instanceof DOMException) || cause.name !== 'NotAllowedError' || video.muted) return;
      silence();
      video.muted = true;
      // Refused even without sound (a battery saver): the paused state shows, and a tap starts it.
      await video.play().catch(() => this.#halt());
    }
  }

  stop(): void {
    this.#wanted = false;
    this.#video.pause();
    this.#stream?.fill(false);
  }

  toggle(): void {
    if (this.#video.paused) void this.start();
    else this.#halt();
  }

  seek(seconds: number): void {
    const to = Math.min(Math.max(0, seconds), Math.max(0, this.duration - 0.05));
    this.#video.currentTime = to;
    this.seconds.value = to;
  }

  setMuted(off: boolean): void {
    this.#video.muted = off;
  }

  speak(language: string): void {
    this.#stream?.speak(language);
  }

  /** Begins again after a failure, where it broke off. */
  retry(): void {
    const wanted = this.#wanted;
    void this.prepare(this.index.peek(), this.#episodeId, this.seconds.peek());
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
    return end - currentTime >= PROVIDED_SECONDS || end >= this.duration - 0.1;
  }

  drop(): void {
    this.#load.abort();
    this.#load = new AbortController();
    clearTimeout(this.#renewal);
    this.#stream?.dispose();
    this.#stream = undefined;
    this.#wanted = false;
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
    });
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
    if (!this.#stream && this.play.value) this.failed.value = new Refusal('media');
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
    const { paused, ended, src } = this.#video;
    if (this.#wanted && paused && !ended && src) this.#halt();
    this.#sync();
  }

  #watchFirstFrame(load: AbortSignal): void {
    const seen = () => {
      if (!load.aborted) this.shown.value = true;
    };
    this.#video.requestVideoFrameCallback(seen);
    // A video that starts off the stage may show its first frame before anyone is told of frames.
    this.#video.addEventListener('playing', seen, { once: true, signal: load });
  }

  #started(): void {
    this.#sync();
    const tick = (last: number) => (now: number) => {
      if (this.#video.paused) return;
      const due = now - last >= TICK_MS;
      if (due) this.#sync(this.waiting.peek());
      this.#tick = requestAnimationFrame(tick(due ? now : last));
    };
    cancelAnimationFrame(this.#tick);
    this.#tick = requestAnimationFrame(tick(0));
  }

  #sync(waiting = false): void {
    if (this.index.peek() < 0) return;
    const { ended, currentTime, readyState } = this.#video;
    batch(() => {
      this.ended.value = ended;
      this.waiting.value = waiting && readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
      // Before the first data the element says 0, whatever was asked for.
      if (readyState > HTMLMediaElement.HAVE_NOTHING) this.seconds.value = currentTime;
    });
  }
}
