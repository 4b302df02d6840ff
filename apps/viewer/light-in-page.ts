import type { Plugin } from 'vite';

/**
 * The script of the first picture stands in the page itself: a file of its own would come over a connection of its own,
 * two round trips after the page, while the picture is already there. What the app imports from it is handed on by the
 * file that it would have been; the service names the script's hash in its policy.
 */
export function lightInPage(): Plugin {
  return {
    name: 'light-in-page',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        const light = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.name === 'light');
        if (page?.type !== 'asset' || light?.type !== 'chunk') throw new Error('no page, or no light for it');
        if (light.imports.length > 0) throw new Error('the first picture waits for a second script');
        const { script, rest } = handedOn(light.code);
        const linked = `<script type="module" crossorigin src="/${light.fileName}"></script>`;
        const html = String(page.source);
        const fits = html.includes(linked) && !/<\/script|<!--/i.test(script);
        if (!fits) throw new Error('the light does not fit into the page');
        // In one piece: a replacement may not be read as a pattern.
        page.source = html.split(linked).join(`<script type="module">${script}</script>`);
        light.code = rest;
      },
    },
  };
}

/** A module as a script that leaves its exports behind, and as a module that passes them on. */
function handedOn(code: string): { script: string; rest: string } {
  const [all, list] = /export\{([^}]*)\};?\s*$/.exec(code) ?? [];
  if (!all || !list) throw new Error('a light of another shape');
  const pairs = list.split(',').map((pair) => pair.split(' as ').map((name) => name.trim()));
  const names = pairs.map(([local, name = local]) => name).join();
  const fields = pairs.map(([local, name = local]) => `${name}:${local}`).join();
  const script = code.slice(0, -all.length).replaceAll(/import\((["`'])\.\//g, 'import($1/assets/');
  return {
    script: `${script}globalThis.firstLight={${fields}};`,
    rest: `const{${names}}=globalThis.firstLight;export{${names}};\n`,
  };
}
