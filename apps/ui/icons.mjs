// Builds the sprite from the icons named here. `node icons.mjs --check` fails when the sprite is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const NAMES = {
  back: 'chevron-left',
  check: 'check',
  close: 'x',
  down: 'chevron-down',
  download: 'download',
  episodes: 'layout-grid',
  film: 'film',
  'for-you': 'clapperboard',
  forward: 'chevron-right',
  heart: 'heart',
  history: 'history',
  home: 'house',
  key: 'key-round',
  keyboard: 'keyboard',
  language: 'languages',
  link: 'link',
  list: 'bookmark',
  mail: 'mail',
  play: 'play',
  privacy: 'shield',
  profile: 'user-round',
  remove: 'trash-2',
  rename: 'pencil',
  search: 'search',
  settings: 'sliders-horizontal',
  share: 'share-2',
  'sound-off': 'volume-x',
  'sound-on': 'volume-2',
  speed: 'chevrons-right',
  up: 'chevron-up',
};

/** Drawn once more with a ground of their own: filled means on. */
const FILLED = ['for-you', 'heart', 'home', 'list', 'play', 'profile'];

const require = createRequire(import.meta.url);
const target = new URL('./src/icons.svg', import.meta.url);

const drawings = [...Object.entries(NAMES), ...FILLED.map((name) => [`${name}-on`, NAMES[name]])];
const symbols = drawings.map(([name, lucide]) => {
  const source = readFileSync(require.resolve(`lucide-static/icons/${lucide}.svg`), 'utf8');
  const shapes = source.slice(source.indexOf('>', source.indexOf('<svg')) + 1, source.lastIndexOf('</svg>'));
  const drawn = shapes.replace(/\s+/g, ' ').trim();
  const fill = name.endsWith('-on') && name.slice(0, -3) in NAMES ? 'currentColor' : 'none';
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="${fill}" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${drawn}</symbol>`;
});
const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== sprite) {
    console.error('apps/ui/src/icons.svg is stale: run `npm run icons -w apps/ui`');
    process.exit(1);
  }
} else {
  writeFileSync(target, sprite);
}
