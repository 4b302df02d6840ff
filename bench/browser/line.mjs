// A slow line between a browser and the servers behind it: one token bucket for all connections, shared fairly, a delay
// each way, and a handshake for every new connection. It forwards HTTP/1.1 and writes down what it sent.
import http from 'node:http';

/** What a packet carries at most. */
const PACKET = 1400;
const TURN_MS = 2;
/** Unused tokens are lost after this long: a line does not save up. */
const BURST_MS = 8;
/** What a browser does not take is held back, as TCP does. */
const HELD_BYTES = 128 * 1024;

/** `serverOf`: path → port on this machine. */
export async function openLine({ kbps, rttMs, serverOf }) {
  const sent = [];
  const queues = new Set();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const later = (ms, act) => setTimeout(act, ms);
  const greeted = new WeakSet();

  const server = http.createServer((request, response) => {
    const entry = { path: request.url, began: performance.now(), bytes: 0, done: false, cancelled: false };
    sent.push(entry);
    const handshake = greeted.has(request.socket) ? 0 : rttMs;
    greeted.add(request.socket);
    later(handshake + rttMs / 2, () => forward(request, response, entry));
  });
  server.keepAliveTimeout = 60_000;

  function forward(request, response, entry) {
    const headers = { ...request.headers, connection: 'keep-alive' };
    const options = { port: serverOf(request.url), path: request.url, method: request.method, headers, agent };
    const upstream = http.request(options, (answer) => {
      const queue = { response, entry, parts: [], over: false };
      queues.add(queue);
      const { connection: _, 'transfer-encoding': __, 'keep-alive': ___, ...kept } = answer.headers;
      const head = () => response.writeHead(answer.statusCode, kept);
      queue.parts.push({ head, bytes: Buffer.alloc(0), weight: 300 });
      answer.on('data', (bytes) => queue.parts.push({ bytes, weight: bytes.length }));
      answer.on('end', () => {
        queue.over = true;
      });
      // The news that a request was given up takes its time, too; until then the line is full of its bytes.
      response.on('close', () => {
        if (entry.done) return;
        entry.cancelled = true;
        later(rttMs / 2, () => queues.delete(queue));
      });
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  }

  function sendOne(queue) {
    const part = queue.parts[0];
    if (!part) {
      if (queue.over) {
        queue.entry.done = true;
        later(rttMs / 2, () => queue.response.end());
      }
      return 0;
    }
    const bytes = part.bytes.subarray(0, PACKET);
    part.bytes = part.bytes.subarray(bytes.length);
    if (part.bytes.length === 0) queue.parts.shift();
    queue.entry.bytes += bytes.length;
    later(rttMs / 2, () => {
      part.head?.();
      if (bytes.length > 0) queue.response.write(bytes);
    });
    return part.head ? part.weight : bytes.length;
  }

  let tokens = 0;
  let last = performance.now();
  const turns = setInterval(() => {
    const now = performance.now();
    tokens = Math.min(tokens + ((now - last) * kbps) / 8, (Math.max(BURST_MS, now - last) * kbps) / 8);
    last = now;
    for (let idle = 0; tokens > 0 && idle < queues.size; ) {
      // Whoever was served goes to the end of the row, also where the line carries less than a packet a turn.
      const [queue] = queues;
      queues.delete(queue);
      const cost = queue.response.writableLength > HELD_BYTES ? 0 : sendOne(queue);
      if (!queue.entry.done) queues.add(queue);
      tokens -= cost;
      idle = cost > 0 ? 0 : idle + 1;
    }
  }, TURN_MS);

  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    sent,
    close() {
      clearInterval(turns);
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
