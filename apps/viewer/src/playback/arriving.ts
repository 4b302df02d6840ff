import { getPieces, Refusal } from '@cliffhanger/api-client/ask';
import { type Bytes, type Pack, partsOf } from './pack.ts';

/** What a part of a pack is of. */
type Of = 'video' | 'audio';

/** A start pack on its way. */
export type Arriving = {
  video: string;
  audio: string;
  /** What of it has come, in the order in which a browser wants it: the picture in pieces, as they come. */
  parts: () => AsyncIterable<{ of: Of; bytes: Bytes }>;
  whole: Promise<Pack>;
};

/** Asks for a start pack by its address. */
export function fetchPack(url: string, signal: AbortSignal): Arriving {
  const answer = new Answer();
  const { video, audio } = partsOf(url);
  const whole = receive(url, answer, signal);
  // Whoever reads the parts sees the failure, too.
  whole.catch((cause) => answer.end(cause));
  return { video, audio, parts: () => partsAsTheyCome(answer), whole };
}

async function receive(url: string, answer: Answer, signal: AbortSignal): Promise<Pack> {
  const begun = performance.now();
  const { firstAt, url: came } = await getPieces(url, signal, (piece) => answer.add(piece));
  answer.end();
  const took = timesOf(url) ?? { first: firstAt - begun, end: performance.now() - begun };
  const [videoHead, audioHead, audioFirst, videoFirst] = unpack(answer);
  // Without a network the pack of another picture may come, which is there.
  const { video, audio, plan } = partsOf(came ? new URL(came).pathname : url);
  return {
    video: { track: video, head: videoHead, segments: [videoFirst] },
    audio: { track: audio, head: audioHead, segments: [audioFirst] },
    plan,
    bytes: answer.length,
    took,
  };
}

/** What the page itself preloaded was on its way before anybody asked for it here: the browser knows how it came. */
function timesOf(url: string): Pack['took'] | undefined {
  const entry = performance.getEntriesByName(new URL(url, location.href).href, 'resource')[0];
  if (!(entry instanceof PerformanceResourceTiming) || entry.responseEnd === 0) return undefined;
  return { first: entry.responseStart - entry.startTime, end: entry.responseEnd - entry.startTime };
}

const LENGTHS_BYTES = 4 * 4;
/** Most packs are no larger, in bytes. */
const USUAL_BYTES = 192 * 1024;

/** What has come of an answer so far. Whoever reads it may be there before it, or long after. */
export class Answer {
  length = 0;
  #bytes = new Uint8Array(USUAL_BYTES);
  #over = false;
  #failure: unknown;
  #news: () => void = () => undefined;
  #waiting = this.#next();

  add(piece: Uint8Array): void {
    if (this.length + piece.length > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.length + piece.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.length);
    this.length += piece.length;
    this.#tell();
  }

  end(failure?: unknown): void {
    this.#over = true;
    this.#failure ??= failure;
    this.#tell();
  }

  /** As much as there is from `from` on, once it goes on to `to` at least. */
  async reaching(from: number, to: number): Promise<Bytes> {
    while (this.length < to) {
      if (this.#failure) throw this.#failure;
      // What was cut off on its way is no pack.
      if (this.#over) throw new Refusal('unreadable');
      await this.#waiting;
    }
    return this.#bytes.subarray(from, this.length);
  }

  slice(from: number, to: number): Bytes {
    return this.#bytes.slice(from, to);
  }

  /** Where the parts begin and end, once the lengths have come. */
  bounds(): Bounds {
    let at = LENGTHS_BYTES;
    const view = new DataView(this.#bytes.buffer);
    const bound = (index: number): [number, number] => {
      const from = at;
      at += view.getUint32(index * 4);
      return [from, at];
    };
    return [bound(0), bound(1), bound(2), bound(3)];
  }

  #tell(): void {
    const told = this.#news;
    this.#waiting = this.#next();
    told();
  }

  #next(): Promise<void> {
    return new Promise((news) => {
      this.#news = news;
    });
  }
}

type Bounds = [[number, number], [number, number], [number, number], [number, number]];

/** Four big-endian lengths, then the parts: both heads, the first segment of the sound, that of the picture. */
async function* partsAsTheyCome(answer: Answer): AsyncGenerator<{ of: Of; bytes: Bytes }> {
  await answer.reaching(0, LENGTHS_BYTES);
  const [videoHead, audioHead, sound, [from, to]] = answer.bounds();
  const whole = async ([from, to]: [number, number]) => (await answer.reaching(from, to)).slice(0, to - from);
  yield { of: 'video', bytes: await whole(videoHead) };
  yield { of: 'audio', bytes: await whole(audioHead) };
  yield { of: 'audio', bytes: await whole(sound) };
  for (let at = from; at < to; ) {
    const bytes = (await answer.reaching(at, at + 1)).slice(0, to - at);
    at += bytes.length;
    yield { of: 'video', bytes };
  }
}

/** The parts of an answer that has ended. */
export function unpack(answer: Answer): [Bytes, Bytes, Bytes, Bytes] {
  if (answer.length < LENGTHS_BYTES) throw new Refusal('unreadable');
  const bounds = answer.bounds();
  if (bounds[3][1] > answer.length) throw new Refusal('unreadable');
  const part = ([from, to]: [number, number]) => answer.slice(from, to);
  return [part(bounds[0]), part(bounds[1]), part(bounds[2]), part(bounds[3])];
}
