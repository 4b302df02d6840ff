// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import { Answer, fetchPack, unpack } from './arriving.ts';

/** Lengths and parts as the service writes them. */
function packed(...parts: string[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder();
  const bytes = parts.map((part) => text.encode(part));
  const whole = new Uint8Array(16 + bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 16;
  for (const [index, part] of bytes.entries()) {
    new DataView(whole.buffer).setUint32(index * 4, part.length);
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function answered(bytes: Uint8Array): Answer {
  const answer = new Answer();
  answer.add(bytes);
  answer.end();
  return answer;
}

const read = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a start pack', () => {
  test('is four parts behind their lengths', () => {
    expect(unpack(answered(packed('head', 'hd', 'sound', 'picture'))).map(read)).toEqual([
      'head',
      'hd',
      'sound',
      'picture',
    ]);
  });

  test.each([0, 3, 15, 16, 20])('is unreadable when only %i bytes of it came', (length) => {
    const cut = packed('head', 'hd', 'sound', 'picture').slice(0, length);
    expect(() => unpack(answered(cut))).toThrow('unreadable');
  });

  test('larger than packs usually are is held as well', () => {
    const long = 'x'.repeat(500_000);
    expect(read(unpack(answered(packed('head', 'hd', 'sound', long)))[3])).toBe(long);
  });

  describe('on its way', () => {
    const life = new AbortController();
    let line: ReadableStreamDefaultController<Uint8Array>;
    const arrive = () => {
      const body = new ReadableStream<Uint8Array>({
        start: (it) => {
          line = it;
        },
      });
      vi.stubGlobal('fetch', async () => new Response(body));
      return fetchPack('/p/tick/vid/en/feed/start', life.signal);
    };
    const bytes = packed('head', 'hd', 'sound', 'picture');

    test('gives what has come: the picture piece by piece', async () => {
      const arriving = arrive();
      expect(arriving).toMatchObject({ video: 'vid', audio: 'en' });
      const parts = arriving.parts()[Symbol.asyncIterator]();
      const next = async () => {
        const { value, done } = await parts.next();
        return done ? 'over' : `${value.of} ${read(value.bytes)}`;
      };
      await vi.waitFor(() => expect(line).toBeDefined());
      line.enqueue(bytes.slice(0, 10));
      line.enqueue(bytes.slice(10, 23));
      expect(await next()).toBe('video head');
      expect(await next()).toBe('audio hd');
      line.enqueue(bytes.slice(23, 30));
      expect(await next()).toBe('audio sound');
      expect(await next()).toBe('video pic');
      line.enqueue(bytes.slice(30));
      expect(await next()).toBe('video ture');
      expect(await next()).toBe('over');
      line.close();
      const { video, audio } = await arriving.whole;
      expect([video.head, video.segments[0], audio.head, audio.segments[0]].map((it) => it && read(it))).toEqual([
        'head',
        'picture',
        'hd',
        'sound',
      ]);
    });

    test('that breaks off says so to whoever waits', async () => {
      const arriving = arrive();
      const reading = (async () => {
        for await (const part of arriving.parts()) expect(part.of).toBe('video');
      })();
      await vi.waitFor(() => expect(line).toBeDefined());
      line.enqueue(bytes.slice(0, 21));
      line.error(new TypeError('gone'));
      await expect(reading).rejects.toThrow('offline');
      await expect(arriving.whole).rejects.toThrow('offline');
    });
  });
});
