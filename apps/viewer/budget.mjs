// What a first visit downloads before the player library, by whichever page it comes, and the library itself. Over a limit
// fails. Counted as Brotli: files travel as the build has packed them, and every browser that we play in asks for that over
// HTTPS. As gzip, over plain HTTP, it is more.
import { readFileSync, statSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const LIMIT_KB = 60;
const PLAYER_LIMIT_KB = 74;
const dist = new URL('./dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

function kb(file) {
  const packed = statSync(new URL(`${file}.br`, dist), { throwIfNoEntry: false });
  if (packed) return packed.size / 1024;
  // The service packs a page when it makes it, and has no time for it.
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MIN_QUALITY };
  return brotliCompressSync(readFileSync(new URL(file, dist)), { params }).length / 1024;
}

/** A chunk with everything that it imports at once, script and style. */
function filesOf(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key].imports ?? []) filesOf(imported, seen);
  return seen;
}

function assets(keys) {
  return new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
}

function fail(words) {
  console.error(words);
  process.exitCode = 1;
}

function tell(size, what) {
  console.log(`${size.toFixed(1).padStart(7)}  ${what}`);
}

// The first picture waits for a script in the page, not for the whole app.
const index = readFileSync(new URL('index.html', dist), 'utf8');
if (!/<script type="module">.*globalThis\.firstLight/s.test(index)) {
  fail('the page does not begin with the script of the first picture');
}

const keys = Object.keys(manifest);
const entry = keys.find((key) => manifest[key].name === 'first');
const first = assets(filesOf(entry)).add('index.html');
// One catalogue is always fetched; the largest stands for all.
const catalogues = keys.filter((key) => key.endsWith('.po')).map((key) => manifest[key].file);
first.add(catalogues.sort((a, b) => kb(b) - kb(a))[0]);
for (const file of first) tell(kb(file), file);

// Where a cold visitor comes in: at the feed, which is there from the start, or at a page that brings its room.
const entries = { feed: [] };
for (const room of ['series', 'home', 'search', 'genre']) {
  entries[room] = [...assets(filesOf(`src/${room}/${room}-page.tsx`))].filter((file) => !first.has(file));
}
for (const [room, own] of Object.entries(entries)) {
  const total = [...first, ...own].reduce((sum, file) => sum + kb(file), 0);
  tell(total, `first load of ${room}, of ${LIMIT_KB} KB`);
  if (total > LIMIT_KB) fail(`the first load of ${room} is ${(total - LIMIT_KB).toFixed(1)} KB over its budget`);
}

const lazy = new Set(Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]));
for (const file of lazy) if (!first.has(file) && /\.(js|css)$/.test(file)) tell(kb(file), `later: ${file}`);

const player = kb(manifest['hls.js/player-library'].file);
tell(player, `player library, of ${PLAYER_LIMIT_KB} KB`);
if (player > PLAYER_LIMIT_KB) fail(`the player library is ${(player - PLAYER_LIMIT_KB).toFixed(1)} KB over its budget`);
