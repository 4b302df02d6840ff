/** What a framed page and the app around it say to each other. docs/engineer.md, “Embedding”, says the same. */

/** Both sides write it into each message; what carries another one is not understood. */
const VERSION = 1;
const LONGEST_S = 180;

/** From the app around us. `hello` asks for `ready` again: whoever listens late has missed it. */
export type Order =
  | { type: 'hello' }
  | { type: 'play' }
  | { type: 'pause' }
  | { type: 'seek'; seconds: number }
  | { type: 'mute'; muted: boolean };

/** To the app around us. */
export type News =
  | { type: 'ready'; series: string; episode: number; episodes: number; duration: number }
  | { type: 'episode'; series: string; episode: number }
  | { type: 'play' }
  | { type: 'pause' }
  | { type: 'progress'; seconds: number; duration: number }
  | { type: 'ended'; series: string; episode: number }
  /** An episode has its price: the app around us may sell it. */
  | { type: 'unlock-wanted'; series: string; episode: number }
  /** `problem`: the name of a refusal. */
  | { type: 'error'; problem: string };

export type Message = News & { cliffhanger: typeof VERSION };

export const message = (news: News): Message => ({ cliffhanger: VERSION, ...news });

/** The order in a message, if it is one. Anything may arrive: other scripts talk in the same way. */
export function orderOf(data: unknown): Order | undefined {
  if (typeof data !== 'object' || data === null || !('cliffhanger' in data) || data.cliffhanger !== VERSION)
    return undefined;
  switch ('type' in data ? data.type : undefined) {
    case 'hello':
      return { type: 'hello' };
    case 'play':
      return { type: 'play' };
    case 'pause':
      return { type: 'pause' };
    case 'seek': {
      const seconds = 'seconds' in data ? data.seconds : undefined;
      if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= LONGEST_S)) return undefined;
      return { type: 'seek', seconds };
    }
    case 'mute':
      return 'muted' in data && typeof data.muted === 'boolean' ? { type: 'mute', muted: data.muted } : undefined;
    default:
      return undefined;
  }
}
