// Writes the types of the service's own description. `node generate.mjs --check` fails when they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';

const description = new URL('../../crates/web/openapi.json', import.meta.url);
const target = new URL('./src/schema.d.ts', import.meta.url);

// With an address to read from, its reader would go by that address; the text alone is enough.
const schema = astToString(await openapi(readFileSync(description, 'utf8'), { alphabetize: true }));
const types = `// Written by \`npm run client\` from crates/web/openapi.json.\n\n${schema}`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== types) {
    console.error('apps/api-client/src/schema.d.ts is stale: run `npm run client`');
    process.exit(1);
  }
} else {
  writeFileSync(target, types);
}
