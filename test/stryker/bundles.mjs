// One file a test, with all of the sources that it imports: a process with a bundle is there in a seventh of the time of one
// that loads 400 modules, and every change starts some. StrykerJS runs this file in its copy of the repository.

import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

const FOLDER = 'test/.out/mutation/bundles';

/** @param test such as `test/cidr/blocks.test.ts` */
export function bundleOf(test) {
  return `${FOLDER}/${test.replace(/\.ts$/, '.mjs')}`;
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

/** Bundles the tests of a repository, and returns their paths in it. */
export async function bundleTests(root, globs) {
  const tests = globs.flatMap((glob) => globSync(glob, { cwd: root }));
  await esbuild.build({
    entryPoints: tests,
    absWorkingDir: root,
    outdir: join(root, FOLDER),
    outbase: root,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
    plugins: [ownPlaces],
  });
  return tests.map((test) => test.replaceAll('\\', '/'));
}

if (import.meta.main) await bundleTests(process.cwd(), process.argv.slice(2));
