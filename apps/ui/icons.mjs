// Builds the sprite from the icons named here. `node icons.mjs --check` fails when the sprite is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const NAMES = {
  back: 'chevron-left',
  check: 'check',
  close: 'x',
  down: 'chevron-down',
  episodes: 'layout-grid',
  language: 'languages',
  play: 'play',
  share: 'share-2',
  'sound-off': 'volume-x',
  'sound-on': 'volume-2',
  up: 'chevron-up',
};

const require = createRequire(import.meta.url);
const target = new URL('./src/icons.svg', import.meta.url);

const symbols = Object.entries(NAMES).map(([name, lucide]) => {
  const source = readFileSync(require.resolve(`lucide-static/icons/${lucide}.svg`), 'utf8');
  const shapes = source.slice(source.indexOf('>', source.indexOf('<svg')) + 1, source.lastIndexOf('</svg>'));
  const drawn = shapes.replace(/\s+/g, ' ').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${drawn}</symbol>`;
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
