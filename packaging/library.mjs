// Bundles the language service as a library, with its types in one file. Runs after build.mjs, which empties dist/.

import esbuild from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const entry = 'server/src/languageService.ts';

await esbuild.build({
  entryPoints: [entry],
  outfile: 'dist/languageService.mjs',
  bundle: true,
  // It reads no file, so it runs in browsers and workers too.
  platform: 'browser',
  format: 'esm',
  target: 'es2023',
  minify: true,
  legalComments: 'none',
  mainFields: ['module', 'main'],
  // hjson's own bundle does not ask for Node's `os`.
  alias: { hjson: 'hjson/bundle/hjson.js' },
  logLevel: 'warning',
});

const types = await rollup({
  input: entry,
  // Types of packages are copied, so that the library depends on none.
  plugins: [dts({ respectExternal: true, tsconfig: 'tsconfig.json' })],
});
await types.write({ file: 'dist/languageService.d.mts' });
