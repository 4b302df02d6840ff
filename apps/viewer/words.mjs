// Extracts the messages again and fails when the catalogues in the tree are not what comes out, or lack a translation.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';

const folder = new URL('./src/words/locales/', import.meta.url);

function catalogues() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.po'));
  return files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
}

function lingui(...args) {
  execFileSync('lingui', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

const before = new Map(catalogues());
lingui('extract', '--clean');
const stale = catalogues().filter(([name, text]) => before.get(name) !== text);
if (stale.length > 0) {
  console.error(`catalogues were stale and have been written anew: ${stale.map(([name]) => name).join(', ')}`);
  process.exit(1);
}
lingui('compile', '--strict');
// The build compiles for itself; these were only the proof.
for (const [name] of before) rmSync(new URL(name.replace(/\.po$/, '.js'), folder), { force: true });
