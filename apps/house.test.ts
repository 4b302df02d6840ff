import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const apps = import.meta.dirname;
const sources = ['ui/src', 'viewer/src'].flatMap((folder) => walk(join(apps, folder)));
const styles = sources.filter((file) => file.endsWith('.css'));

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Each line of a style sheet that a rule finds, without comments. */
function lines(file: string, rule: RegExp): string[] {
  const css = readFileSync(file, 'utf8').replace(/\/\*.*?\*\//gs, '');
  return css.split('\n').filter((line) => rule.test(line));
}

describe('style sheets', () => {
  test.each(styles.map((file) => [relative(apps, file), file]))('%s keeps the house rules', (name, file) => {
    const physical =
      /\b(left|right)\b|(?<!safe-area-)\b(margin|padding|border|inset)-(top|bottom)\b|(^|[\s{;])(top|bottom|width|height)\s*:/;
    expect(lines(file, physical), 'directions are logical').toEqual([]);
    if (!name.endsWith('tokens.css')) {
      expect(lines(file, /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch|lab|color-mix)\(/i), 'colours are roles').toEqual([]);
    }
    expect(lines(file, /!important/), 'nothing is forced').toEqual([]);
    const layer = { 'reset.css': 'reset', 'tokens.css': 'tokens' }[name.split('/').at(-1) ?? ''];
    const wanted = layer ?? (name.startsWith('ui') ? 'ui' : 'room');
    expect(readFileSync(file, 'utf8').trimStart().startsWith(`@layer ${wanted} {`), `lives in layer ${wanted}`).toBe(
      true,
    );
  });

  test('the sheets were found', () => expect(styles.length).toBeGreaterThan(10));
});

describe('imports', () => {
  /** What each room or shelf of the viewer may import besides itself; a room never imports a room. */
  const may: { [folder: string]: string[] } = {
    feed: ['playback', 'catalogue', 'embed', 'people', 'share', 'shell', 'words', '.'],
    series: ['playback', 'catalogue', 'share', 'shell', 'words', '.'],
    home: ['catalogue', 'shell', 'words', '.'],
    genre: ['catalogue', 'shell', 'words', '.'],
    search: ['catalogue', 'shell', 'words', '.'],
    list: ['catalogue', 'shell', 'words', '.'],
    history: ['catalogue', 'playback', 'shell', 'words', '.'],
    profile: ['people', 'playback', 'shell', 'words', '.'],
    'sign-in': ['people', 'shell', 'words', '.'],
    people: ['words', '.'],
    shell: ['words', '.'],
    playback: ['people', 'words', '.'],
    catalogue: ['playback', 'words', '.'],
    share: ['playback', 'words', '.'],
    embed: [],
    offline: ['.'],
    words: ['shell', '.'],
  };
  const viewer = join(apps, 'viewer/src');
  const folderOf = (file: string) => {
    const parts = relative(viewer, file).split('/');
    return parts.length > 1 ? (parts[0] ?? '.') : '.';
  };
  const scripts = sources.filter((file) => /\.tsx?$/.test(file) && file.startsWith(viewer));

  test.each(Object.keys(may))('%s imports only what it may', (folder) => {
    const own = scripts.filter((file) => folderOf(file) === folder);
    expect(own.length).toBeGreaterThan(0);
    for (const file of own) {
      for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
        const target = folderOf(resolve(file, '..', from));
        if (target !== folder) expect(may[folder], `${relative(viewer, file)} imports ${from}`).toContain(target);
      }
    }
  });

  test('ui imports neither a router, nor the API, nor words', () => {
    for (const file of sources.filter((name) => name.includes('/ui/src/') && /\.tsx?$/.test(name))) {
      expect(readFileSync(file, 'utf8'), relative(apps, file)).not.toMatch(/preact-iso|api-client|lingui|\.\.\/viewer/);
    }
  });
});

test('components stay under 150 lines', () => {
  for (const file of sources.filter((name) => name.endsWith('.tsx'))) {
    expect(readFileSync(file, 'utf8').split('\n').length, relative(apps, file)).toBeLessThan(150);
  }
});

test('nothing makes markup from strings', () => {
  for (const file of sources.filter((name) => /\.tsx?$/.test(name))) {
    expect(readFileSync(file, 'utf8'), relative(apps, file)).not.toMatch(
      /innerHTML|insertAdjacentHTML|document\.write/,
    );
  }
});

test('what formats is made once, not at each call', () => {
  for (const file of sources.filter((name) => /\.tsx?$/.test(name))) {
    const made = readFileSync(file, 'utf8').match(/.*new Intl\..*/g) ?? [];
    for (const line of made) expect(line, relative(apps, file)).toMatch(/perLanguage\(\(tag\) =>|\?\?= new/);
  }
});

test('the icon sprite is fresh', () => {
  execFileSync('node', ['icons.mjs', '--check'], { cwd: join(apps, 'ui') });
});

test('the types of the API are those that the service describes', () => {
  execFileSync('node', ['generate.mjs', '--check'], { cwd: join(apps, 'api-client') });
});

test('the lockfile holds one Preact and no addresses', () => {
  const { packages } = JSON.parse(readFileSync(join(apps, '../package-lock.json'), 'utf8'));
  expect(Object.keys(packages).filter((name) => name.endsWith('node_modules/preact'))).toEqual(['node_modules/preact']);
  for (const [name, { resolved }] of Object.entries<{ resolved?: string }>(packages)) {
    expect(resolved ?? '', name).not.toMatch(/:\/\//);
  }
});

test('every version is exact', () => {
  for (const file of ['../package.json', 'ui/package.json', 'viewer/package.json', 'api-client/package.json']) {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(apps, file), 'utf8'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, `${name} in ${file}`).toMatch(/^\d+\.\d+\.\d+$/);
    }
  }
});
