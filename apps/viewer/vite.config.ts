import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { lingui } from '@lingui/vite-plugin';
import { defineConfig, type Plugin } from 'vite';
import { lightInPage } from './light-in-page.ts';
import catalogues from './lingui.config.ts';
import { playerLibrary } from './player-library.ts';

// Tests run from the root of the workspace, where nobody would find it.
process.env.LINGUI_CONFIG = `${import.meta.dirname}/lingui.config.ts`;

/** Turns the message macros into calls; everything else (types, JSX, modern syntax) is left to Vite. */
function messages(): Plugin {
  return {
    name: 'message-macros',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\.tsx?$/.test(id) || !code.includes('@lingui/core/macro')) return null;
      const { transformAsync } = await import('@babel/core');
      const done = await transformAsync(code, {
        filename: id,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        plugins: ['@lingui/babel-plugin-lingui-macro'],
        parserOpts: { plugins: ['typescript', 'jsx'] },
        generatorOpts: { retainLines: true },
      });
      return done?.code ? { code: done.code, map: done.map ?? null } : null;
    },
  };
}

/** Style sheets come in any order, chunk by chunk: each says first how the layers rank. */
function layers(): Plugin {
  return {
    name: 'layer-order',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('.css') ? { code: `@layer reset, tokens, ui, room;\n${code}`, map: null } : null,
  };
}

/** The languages of the app, and those that dubs and subtitles come in beside them, by the names that this language has. */
const NAMED = [...catalogues.locales, 'zh', 'ja', 'de', 'it', 'nl', 'pl', 'ru', 'tr', 'bn', 'ta', 'te', 'ur'];

/** A catalogue brings the names of languages along: they come from the list that Node has. */
function languageNames(): Plugin {
  return {
    name: 'language-names',
    enforce: 'post',
    transform(code, id) {
      const [, locale] = /\/([^/]+)\.po$/.exec(id) ?? [];
      if (!locale) return null;
      const names = new Intl.DisplayNames([locale], { type: 'language' });
      const languages = Object.fromEntries(NAMED.map((tag) => [tag, names.of(tag)]));
      return { code: `${code}\nexport const languages=${JSON.stringify(languages)};`, map: null };
    },
  };
}

/** The service worker: a script of its own at `/sw.js`, which knows the files of the first screen by name. */
function worker(): Plugin {
  const FILE = 'sw.js';
  return {
    name: 'service-worker',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: `${import.meta.dirname}/src/offline/sw.ts`, fileName: FILE });
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = new Set<string>();
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === 'asset' && chunk.fileName.endsWith('.svg')) files.add(chunk.fileName);
          // Every room, so that none is missing without a network; words and the player library are kept when they are used.
          const later =
            chunk.type === 'chunk' && (chunk.facadeModuleId?.endsWith('.po') || chunk.name.includes('player-library'));
          if (chunk.type !== 'chunk' || chunk.fileName === FILE || later) continue;
          files.add(chunk.fileName);
          for (const file of chunk.viteMetadata?.importedCss ?? []) files.add(file);
        }
        const own = bundle[FILE];
        if (own?.type !== 'chunk') throw new Error('the service worker was not built');
        if (own.imports.length > 0) throw new Error('the service worker shares code: it would be no script of its own');
        // Names carry the hash of their content; the index is made of nothing but them.
        const version = createHash('sha256')
          .update([...files].sort().join())
          .digest('hex')
          .slice(0, 12);
        const shell = JSON.stringify({ version, files: [...files].sort().map((file) => `/${file}`) });
        own.code = `const SHELL=${shell};\n${own.code}`;
      },
    },
  };
}

/** Files that travel as they are get packed here, once and as small as they get, not by the server each time. */
function packed(): Plugin {
  const LEAST = 512;
  return {
    name: 'packed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(js|css|svg|json|webmanifest)$/.test(name));
      // The last word of `sw.js` is spoken on disk.
      for (const name of texts.filter((name) => !name.startsWith('.vite/'))) {
        const content = await readFile(`${dir}/${name}`);
        if (content.length < LEAST) continue;
        const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
        await writeFile(`${dir}/${name}.br`, brotliCompressSync(content, { params: { ...quality, ...size } }));
        await writeFile(`${dir}/${name}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

/**
 * What several rooms have in common comes in one file, not in ten of a kilobyte each: but nobody who comes to a series
 * waits for what signs in, for what is chosen in sheets, or for lists of others.
 */
const SHARED = [
  { name: 'forms', test: /\/src\/(people\/|profile\/|field\.)/, minShareCount: 2 },
  {
    name: 'choices',
    test: /\/src\/(share\/|sheet\.|choices\.|switch\.|playback\/(track|caption)-choices\.)/,
    minShareCount: 2,
  },
  { name: 'pictures', test: /\/src\/(catalogue\/(picture|tint|tags)|skeleton)\./, minShareCount: 2, priority: 1 },
  { name: 'shared', test: /\/apps\/(viewer|ui)\/src\/.*\.(tsx?|css)$/, minShareCount: 2 },
];

type Graph = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null };

/**
 * What the first screen is made of comes in one script and one style: each file more is a connection more, and on a slow
 * line they come before the first picture. Only what shows that picture comes before it, as a script of its own. Rooms,
 * words and the player library stay apart.
 */
const FIRST_SCREEN = [
  chunkOf('light', `${import.meta.dirname}/src/first-light.ts`, 2),
  chunkOf('first', `${import.meta.dirname}/src/main.tsx`, 1),
];

/** A script with all that it imports at once, in one file. */
function chunkOf(name: string, entry: string, priority: number) {
  let modules: Set<string> | undefined;
  const nameOf = (id: string, graph: Graph) => {
    modules ??= reachable(entry, graph);
    return modules.has(id) ? name : null;
  };
  return { name: nameOf, debugName: name, priority };
}

function reachable(from: string, graph: Graph, seen = new Set<string>()): Set<string> {
  if (seen.has(from)) return seen;
  seen.add(from);
  for (const id of graph.getModuleInfo(from)?.importedIds ?? []) reachable(id, graph, seen);
  return seen;
}

export default defineConfig({
  plugins: [
    playerLibrary(),
    messages(),
    layers(),
    lingui({ failOnMissing: true }),
    languageNames(),
    worker(),
    lightInPage(),
    packed(),
  ],
  css: { transformer: 'lightningcss', modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    target: ['chrome120', 'safari16.4', 'firefox121'],
    cssMinify: 'lightningcss',
    manifest: true,
    // Nothing is inlined as data, which the content security policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: [...FIRST_SCREEN, ...SHARED] } } },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/m', '/s', '/e', '/k', '/p', '/i'].map((path) => [`${path}/`, proxied()])),
  },
});

/** `npm run dev` shows the app of the moment over a running server. */
function proxied() {
  return { target: process.env.CLIFFHANGER_URL ?? 'http://127.0.0.1:8080', changeOrigin: false };
}
