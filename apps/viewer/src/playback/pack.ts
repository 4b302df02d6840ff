import { getBytes, Refusal } from '@cliffhanger/api-client/client';
import type { AudioTrack, Play } from '@cliffhanger/api-client/types';

/** The start pack: what stands before picture and sound, and the first segment of each, as one answer brings them. */
export type Pack = {
  video: { track: string; head: Uint8Array<ArrayBuffer>; first: Uint8Array<ArrayBuffer> };
  audio: { track: string; head: Uint8Array<ArrayBuffer>; first: Uint8Array<ArrayBuffer> };
  plan: string;
  /** How the answer came: whoever takes segments from here has not measured the network himself. */
  took: { first: number; end: number };
};

const LENGTHS = 4;
const LENGTH_BYTES = 4;

/** Asks for the start pack with the sound of this dub. */
export async function loadPack(play: Play, dub: AudioTrack, signal: AbortSignal): Promise<Pack> {
  const { url, video, audio, plan } = addressOf(play, dub);
  const begun = performance.now();
  const { bytes, firstAt } = await getBytes(url, signal);
  const took = { first: firstAt - begun, end: performance.now() - begun };
  const [videoHead, audioHead, videoFirst, audioFirst] = unpack(bytes);
  return {
    video: { track: video, head: videoHead, first: videoFirst },
    audio: { track: audio, head: audioHead, first: audioFirst },
    plan,
    took,
  };
}

type Parts = [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];

/** Four big-endian lengths, then the parts: both heads, the first picture segment, the first of the sound. */
export function unpack(bytes: ArrayBuffer): Parts {
  let at = LENGTHS * LENGTH_BYTES;
  const view = new DataView(bytes);
  const part = (index: number) => {
    const length = at <= bytes.byteLength ? view.getUint32(index * LENGTH_BYTES) : Number.NaN;
    // What was cut off on its way is no pack.
    if (!(at + length <= bytes.byteLength)) throw new Refusal('unreadable');
    at += length;
    return new Uint8Array(bytes, at - length, length);
  };
  return [part(0), part(1), part(2), part(3)];
}

/** The service names the pack of the original sound; a dub takes its place in the address. */
export function addressOf({ start }: Play, dub: AudioTrack) {
  const [, room, ticket, video = '', , plan = '', name] = start.split('/');
  const audio = dub.track;
  return { url: `/${room}/${ticket}/${video}/${audio}/${plan}/${name}`, video, audio, plan };
}

/** The bytes of an address of media, where the pack brought them. */
export function fromPack({ video, audio, plan }: Pack, url: string): Uint8Array<ArrayBuffer> | undefined {
  for (const { track, head, first } of [video, audio]) {
    if (url.endsWith(`/${track}/${plan}/init.mp4`)) return head;
    if (url.endsWith(`/${track}/${plan}/0.m4s`)) return first;
  }
  return undefined;
}

const FIRST_KEY = /^#EXT-X-KEY:.*\n(?=#EXTINF:.*\n\S*\/0\.m4s$)/m;

/** What the pack brought is in the clear, also where the playlist names a key for it: that key is taken out. */
export function inTheClear({ video, audio, plan }: Pack, url: string, playlist: string): string {
  const ours = [video, audio].some(({ track }) => url.endsWith(`/${track}/${plan}.m3u8`));
  return ours ? playlist.replace(FIRST_KEY, '') : playlist;
}
