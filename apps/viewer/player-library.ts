import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * hls.js, built from its sources with what this app needs of it and nothing else: fragmented MP4, dubs, AES-128. The
 * service makes its playlists and its tracks itself, so that MPEG-TS, bare AAC and MP3, captions inside of pictures,
 * DRM, advertisements, live streams, content steering and timed metadata never come. Subtitles are our own.
 */

const VERSION = '1.7.4';
const require = createRequire(import.meta.url);
const source = join(dirname(require.resolve('hls.js')), '../src');
/** What is in the chunk, and whose words must go with it. */
const licences = ['hls.js', 'eventemitter3', 'url-toolkit'];

/** Whole parts that the sources themselves can be built without. */
const switches = {
  __VERSION__: JSON.stringify(VERSION),
  __USE_ALT_AUDIO__: 'true',
  __USE_EME_DRM__: 'false',
  __USE_SUBTITLES__: 'false',
  __USE_CMCD__: 'false',
  __USE_CONTENT_STEERING__: 'false',
  __USE_VARIABLE_SUBSTITUTION__: 'false',
  __USE_M2TS_ADVANCED_CODECS__: 'false',
  __USE_MEDIA_CAPABILITIES__: 'false',
  __USE_INTERSTITIALS__: 'false',
  __USE_IFRAMES__: 'false',
  __IN_WORKER__: 'false',
  __HLS_WORKER_BUNDLE__: 'undefined',
};

const nothing = 'export default undefined;';
const neverFound = 'export default { probe: () => false };';

/** Modules with no switch of their own, and what stands in for each. */
const left: { [module: string]: string } = {
  'controller/cap-level-controller': nothing,
  'controller/cmcd-controller': nothing,
  'controller/content-steering-controller': nothing,
  'controller/eme-controller': nothing,
  'controller/fps-controller': nothing,
  'controller/id3-track-controller': nothing,
  'controller/iframe-controller': 'export const IFrameController = undefined;',
  'controller/interstitials-controller': nothing,
  'controller/latency-controller': nothing,
  'controller/subtitle-stream-controller': 'export const SubtitleStreamController = undefined;',
  'controller/subtitle-track-controller': nothing,
  'controller/timeline-controller': 'export const TimelineController = undefined;',
  'demux/audio/aacdemuxer': neverFound,
  'demux/audio/mp3demuxer': neverFound,
  'demux/audio/ac3-demuxer': 'export const AC3Demuxer = undefined;',
  'demux/tsdemuxer': neverFound,
  'demux/inject-worker':
    'export const hasUMDWorker = () => false, injectWorker = () => undefined, loadWorker = () => undefined, removeWorkerFromStore = () => undefined;',
  'remux/mp4-remuxer':
    'export default undefined; export const flushTextTrackMetadataCueSamples = () => undefined, flushTextTrackUserdataCueSamples = () => undefined;',
  'utils/cues': nothing,
  'utils/fetch-loader': 'export default undefined; export const fetchSupported = () => false;',
};

const packages: { [name: string]: string } = {
  '@svta/cml-id3': 'export const utf8ArrayToStr = (bytes) => new TextDecoder().decode(bytes);',
  '@svta/cml-utils': 'export const uuid = () => crypto.getRandomValues(new Uint32Array(4)).join("-");',
};

const STANDS_IN = '\0hls.js/';
const ENTRY = `${STANDS_IN}player-library`;

/** `import('hls.js')` is what it says, only smaller. */
export function playerLibrary(): Plugin {
  const used = new Set<string>();
  return {
    name: 'player-library',
    enforce: 'pre',
    config: () => ({ define: switches }),
    resolveId(id, importer) {
      if (id === 'hls.js') return { id: ENTRY, moduleSideEffects: false };
      if (!importer?.startsWith(source)) return null;
      if (packages[id]) return { id: STANDS_IN + id, moduleSideEffects: false };
      if (!id.startsWith('.')) return null;
      const module = join(dirname(importer), id).slice(source.length + 1);
      if (!left[module]) return { id: `${join(source, module)}.ts`, moduleSideEffects: false };
      used.add(module);
      return { id: STANDS_IN + module, moduleSideEffects: false };
    },
    async transform(code, id) {
      return id.startsWith(source) ? withoutLogs(code, id) : null;
    },
    load(id) {
      if (id === ENTRY) return `export { default } from ${JSON.stringify(join(source, 'hls.ts'))};`;
      if (!id.startsWith(STANDS_IN)) return null;
      const name = id.slice(STANDS_IN.length);
      return left[name] ?? packages[name] ?? null;
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'assets/player-library.LICENSE.txt', source: licenceTexts() });
    },
    buildEnd() {
      const stale = Object.keys(left).filter((module) => used.size > 0 && !used.has(module));
      if (stale.length > 0) this.error(`hls.js no longer imports ${stale.join(', ')}: this list is of another version`);
    },
  };
}

function licenceTexts(): string {
  const licence = (name: string) => require.resolve(name).replace(new RegExp(`(/${name}/).*`), '$1LICENSE');
  return licences.map((name) => `${name}\n\n${readFileSync(licence(name), 'utf8')}`).join(`\n${'-'.repeat(78)}\n\n`);
}

/** A sixth of the sources are sentences for a log that nobody turns on. */
async function withoutLogs(code: string, filename: string) {
  const { transformAsync, types } = await import('@babel/core');
  const speaks = new Set(['log', 'warn', 'debug', 'info', 'trace']);
  const done = await transformAsync(code, {
    filename,
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    parserOpts: { plugins: ['typescript'] },
    plugins: [
      {
        visitor: {
          ExpressionStatement(path) {
            const call = path.node.expression;
            if (!types.isCallExpression(call) && !types.isOptionalCallExpression(call)) return;
            const { callee } = call;
            const member = types.isMemberExpression(callee) || types.isOptionalMemberExpression(callee);
            if (!member || !types.isIdentifier(callee.property) || !speaks.has(callee.property.name)) return;
            path.replaceWith(types.emptyStatement());
          },
        },
      },
    ],
  });
  return done?.code ? { code: done.code, map: done.map ?? null } : null;
}
