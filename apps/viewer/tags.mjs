// Writes what the app calls genres and moods, in every language, to where the service searches them: what a viewer
// reads on a card he can type. `node tags.mjs --check` fails when that is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { formatter } from '@lingui/format-po';

const names = new URL('./src/catalogue/tags.ts', import.meta.url);
const folder = new URL('./src/words/locales/', import.meta.url);
const target = new URL('../../crates/catalogue/src/search/tags.json', import.meta.url);

const texts = readdirSync(folder).filter((name) => name.endsWith('.po'));
const catalogues = await Promise.all(
  texts.sort().map(async (filename) => {
    const locale = filename.replace(/\.po$/, '');
    const text = readFileSync(new URL(filename, folder), 'utf8');
    const parsed = await formatter().parse(text, { locale, sourceLocale: 'en', filename });
    return [locale, new Map(Object.values(parsed).map(({ message, translation }) => [message, translation]))];
  }),
);

/** The cases of one function of `tags.ts`: what deliveries write, and the English of it. */
function casesOf(source, name) {
  const body = source.slice(source.indexOf(`function ${name}(`)).split('default:')[0];
  return [...body.matchAll(/case '([^']+)':\s+return t\(\{ message: '([^']+)'/g)];
}

function called(name) {
  const source = readFileSync(names, 'utf8');
  const all = casesOf(source, name).map(([, tag, message]) => {
    const inEach = catalogues.map(([locale, words]) => [locale, words.get(message) || message]);
    return [tag, Object.fromEntries(inEach)];
  });
  return Object.fromEntries(all);
}

const written = `${JSON.stringify({ genres: called('genreName'), moods: called('moodName') }, undefined, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== written) {
    console.error('crates/catalogue/src/search/tags.json is stale: run `npm run tags -w apps/viewer`');
    process.exit(1);
  }
} else {
  writeFileSync(target, written);
}
