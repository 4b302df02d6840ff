// Serves the peers' pages, their library and their files, on a port of its own behind the same line.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import { gzipSync } from 'node:zlib';

const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8' };

/** `masters`: addresses of playlists, an episode each; `mp4`: files, repeated as often as it takes. */
export async function servePeers({ library, masters, mp4 }) {
  const made = {
    'hls.min.js': readFileSync(library),
    'masters.js': Buffer.from(`globalThis.masters = ${JSON.stringify(masters)};`),
  };
  const server = http.createServer((request, response) => {
    const name = request.url.slice('/peer/'.length);
    const [, number] = /^mp4\/(\d+)\.mp4$/.exec(name) ?? [];
    if (number) return sendFile(request, response, mp4[(Number(number) - 1) % mp4.length]);
    if (!/^[\w.]+$/.test(name)) return response.writeHead(404).end();
    const text = made[name] ?? readFileSync(new URL(`pages/${name}`, import.meta.url));
    const headers = { 'content-type': types[name.split('.').at(-1)], 'content-encoding': 'gzip' };
    response.writeHead(200, headers).end(gzipSync(text, { level: 9 }));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { port: server.address().port, close: () => server.close() };
}

function sendFile(request, response, path) {
  const { size } = statSync(path);
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(from ?? 0);
  const end = to ? Math.min(Number(to), size - 1) : size - 1;
  const headers = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes', 'content-length': end - start + 1 };
  if (from) headers['content-range'] = `bytes ${start}-${end}/${size}`;
  response.writeHead(from ? 206 : 200, headers);
  createReadStream(path, { start, end }).pipe(response);
}
