// One file a test, with all of the sources that it imports, since modules cannot be evaluated twice and a bundle can. StrykerJS
// runs this file in its copy of the repository.

import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

const FOLDER = 'test/.out/mutation/bundles';

/** @param test such as `test/cidr/blocks.test.ts` */
export function bundleOf(test) {
  return `${FOLDER}/${test.replace(/\.ts$/, '.cjs')}`;
}

/** Sources name other files from where they are, and none of them is the program. */
const ownPlaces = {
  name: 'own places',
  setup(build) {
    build.onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8'))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.main', 'false'),
    }));
  },
};

if (import.meta.main)
  await esbuild.build({
    entryPoints: process.argv.slice(2),
    outdir: FOLDER,
    outbase: '.',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
    plugins: [ownPlaces],
  });
