import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { CDPSession, LaunchOptions } from '@playwright/test';

type Ask = CDPSession['send'];

/** A phone's page in a browser of its own. */
export type BareBrowser = {
  /** The page, in the words of the DevTools protocol. */
  ask: Ask;
  evaluate: (expression: string) => Promise<unknown>;
  /** What the page's process has for itself, in bytes. */
  memory: () => Promise<number>;
  close: () => Promise<void>;
};

/**
 * A browser that nobody records. Playwright has every answer of the network kept, bodies and all, in the process of the
 * page: its memory grows by that, and tells nothing of the page any more.
 */
export async function bareBrowser({ executablePath = '', args = [] }: LaunchOptions): Promise<BareBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'bare-browser-'));
  const own = ['--headless', '--no-first-run', `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'];
  const child = spawn(executablePath, [...args, ...own], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const over = new Promise((end) => child.once('exit', end));
  const [, , , commands, answers] = child.stdio;
  if (!commands || !('write' in commands) || !answers || !('setEncoding' in answers)) throw new Error('no pipe');
  const line = new Line(commands);
  answers.setEncoding('utf8').on('data', (text: string) => line.hear(text));

  const browser = line.askerOf(undefined);
  const { targetId } = await browser('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser('Target.attachToTarget', { targetId, flatten: true });
  const ask = line.askerOf(sessionId);
  await ask('Emulation.setDeviceMetricsOverride', { width: 360, height: 800, deviceScaleFactor: 1, mobile: true });
  await ask('Emulation.setTouchEmulationEnabled', { enabled: true });
  return {
    ask,
    evaluate: async (expression) => (await ask('Runtime.evaluate', { expression, returnByValue: true })).result.value,
    async memory() {
      const { processInfo } = await browser('SystemInfo.getProcessInfo');
      const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateBytes(id));
      // The browser has others ready that show nothing.
      return Math.max(...(await Promise.all(pages)));
    },
    async close() {
      child.kill();
      await over;
      // Its helpers may still write while they end.
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** Memory that no file stands behind, as Linux counts it. */
async function privateBytes(process: number): Promise<number> {
  const status = await readFile(`/proc/${process}/status`, 'utf8').catch(() => '');
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Messages of JSON, a zero byte behind each: questions go, answers and news come. */
class Line {
  readonly #commands: Writable;
  readonly #open = new Map<number, (message: string) => void>();
  #count = 0;
  #rest = '';

  constructor(commands: Writable) {
    this.#commands = commands;
  }

  askerOf(sessionId: string | undefined): Ask {
    return (method, params) =>
      new Promise((done, failed) => {
        const id = ++this.#count;
        this.#open.set(id, (message) => {
          const { result, error } = JSON.parse(message);
          if (error) failed(new Error(error.message));
          else done(result);
        });
        this.#commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      });
  }

  hear(text: string): void {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop() ?? '';
    for (const message of messages) {
      const { id } = JSON.parse(message);
      this.#open.get(id)?.(message);
      this.#open.delete(id);
    }
  }
}
