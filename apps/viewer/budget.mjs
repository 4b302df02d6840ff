// What a first visit downloads before the player library, and the library itself, compressed as they travel. Over a
// limit fails.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 60;
const PLAYER_LIMIT_KB = 86;
const dist = new URL('./dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const kb = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024;

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

// The first picture waits for a script in the page, not for the whole app.
const index = readFileSync(new URL('index.html', dist), 'utf8');
if (!/<script type="module">.*globalThis\.firstLight/s.test(index)) {
  console.error('the page does not begin with the script of the first picture');
  process.exitCode = 1;
}

const entry = Object.keys(manifest).find((key) => manifest[key].name === 'first');
const first = assets(filesOf(entry)).add('index.html');
// One catalogue is always fetched; the largest stands for all. The sprite comes with the first screen too.
const catalogues = Object.keys(manifest).filter((key) => key.endsWith('.po'));
const largest = catalogues.map((key) => manifest[key].file).sort((a, b) => kb(b) - kb(a))[0];
if (largest) first.add(largest);

let total = 0;
for (const file of first) {
  console.log(`${kb(file).toFixed(1).padStart(7)}  ${file}`);
  total += kb(file);
}
console.log(`${total.toFixed(1).padStart(7)}  first load, of ${LIMIT_KB} KB`);
const lazy = Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]);
for (const file of new Set(lazy)) {
  if (!first.has(file) && /\.(js|css)$/.test(file)) console.log(`${kb(file).toFixed(1).padStart(7)}  later: ${file}`);
}
const player = kb(manifest['hls.js/player-library'].file);
console.log(`${player.toFixed(1).padStart(7)}  player library, of ${PLAYER_LIMIT_KB} KB`);
for (const [what, over] of [
  ['first load', total - LIMIT_KB],
  ['player library', player - PLAYER_LIMIT_KB],
]) {
  if (over <= 0) continue;
  console.error(`the ${what} is ${over.toFixed(1)} KB over its budget`);
  process.exitCode = 1;
}
