import { lingui } from '@lingui/vite-plugin';
import { defineConfig, type Plugin } from 'vite';

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

export default defineConfig({
  plugins: [messages(), layers(), lingui({ failOnMissing: true })],
  css: { transformer: 'lightningcss', modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    target: ['chrome120', 'safari16.4', 'firefox121'],
    cssMinify: 'lightningcss',
    manifest: true,
    // Nothing is inlined as data: and no inline script is written: the content security policy forbids both.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: Object.fromEntries(['/api', '/m', '/s', '/e', '/k', '/p', '/i'].map((path) => [`${path}/`, proxied()])),
  },
});

/** `npm run dev` shows the app of the moment over a running server. */
function proxied() {
  return { target: process.env.CLIFFHANGER_URL ?? 'http://127.0.0.1:8080', changeOrigin: false };
}
