import type { Play } from '@cliffhanger/api-client/types';

export type Bytes = Uint8Array<ArrayBuffer>;

/** One half of a start pack: what stands before a track, and its segments from the first on. */
type Half = { track: string; head: Bytes; segments: Bytes[] };

/** The start pack: what stands before picture and sound, and the first segment of each, as one answer brings them. */
export type Pack = {
  video: Half;
  audio: Half;
  /** A smaller picture that what follows the pack came in. */
  other?: Half;
  plan: string;
  /** How long the answer was. */
  bytes: number;
  /** How the answer came: whoever takes segments from here has not measured the network himself. */
  took: { first: number; end: number };
};

/** The service names one pack; another picture and another dub take their places in its address. */
export function packAddress({ start }: Play, video: string, audio: string): string {
  const [, room, ticket, , , plan, name] = start.split('/');
  return `/${room}/${ticket}/${video}/${audio}/${plan}/${name}`;
}

/** What an address of a start pack is made of. */
export function partsOf(url: string) {
  const [, , ticket = '', video = '', audio = '', plan = ''] = url.split('/');
  return { ticket, video, audio, plan };
}

/** The bytes of an address of media, where the pack, or what was added to it, has them. */
export function fromPack({ video, audio, other, plan }: Pack, url: string): Bytes | undefined {
  for (const { track, head, segments } of other ? [video, audio, other] : [video, audio]) {
    const [, name = ''] = url.split(`/${track}/${plan}/`);
    if (name === 'init.mp4') return head;
    const [, number] = /^(\d+)\.m4s$/.exec(name) ?? [];
    // What followed the pack came in the clear, too; but of that the playlist names the key.
    const locked = Number(number) > 0 && /\/e\/[^/]+\/[^/]+\/[^/]+\/\d+\.m4s$/.test(url);
    if (number !== undefined) return locked ? undefined : segments[Number(number)];
  }
  return undefined;
}

const FIRST_KEY = /^#EXT-X-KEY:.*\n(?=(?:#EXT.*\n)+\S*\/0\.m4s$)/m;

/** What the pack brought is in the clear, also where the playlist names a key for it: that key is taken out. */
export function inTheClear({ video, audio, plan }: Pack, url: string, playlist: string): string {
  const ours = [video, audio].some(({ track }) => url.endsWith(`/${track}/${plan}.m3u8`));
  return ours ? playlist.replace(FIRST_KEY, '') : playlist;
}
