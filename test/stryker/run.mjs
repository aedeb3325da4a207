// npm run test:mutation -- ROOM [FILE…]: changes the code of a room one place at a time and tells which changes no test of
// that room notices. StrykerJS is installed into .vscode-test/ when it is first asked for; no other command needs it.
// The report is test/.out/mutation/ROOM.html.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { run } from '../host/children.mjs';
import { Failure, main } from '../host/failure.mjs';
import { npmIn } from '../host/install.mjs';
import { editorFolder, node24, outFolder, root } from '../host/paths.mjs';
import { bundleOf, bundleTests } from './bundles.mjs';
import { quickTests, SKIPPED } from './quickTests.mjs';

const VERSIONS = { '@stryker-mutator/core': '10.0.0', '@stryker-mutator/tap-runner': '10.0.0' };

/** The tests of a room. Those that start processes are left out: they see the bundle, which has no mutants. */
const TESTS = {
  cidr: ['test/cidr/*.test.ts'],
  subnetPlan: ['test/cidr/plan/*.test.ts', 'test/cidr/plan.test.ts'],
  template: ['test/template/*.test.ts', 'test/network/*.test.ts', 'test/rules/rules.test.ts'],
  reach: ['test/reach/**/*.test.ts', 'test/field/field.test.ts', 'test/features/trace.test.ts'],
};

/** Seconds that one test file may take: each change runs those that execute it until one fails. */
const LONGEST = 10;

await main(async () => {
  const [room, ...files] = process.argv.slice(2).filter((argument) => argument !== '--');
  const globs = TESTS[room];
  if (!globs) throw new Failure(`Name one of ${Object.keys(TESTS).join(', ')}.`);
  const folder = join(editorFolder, 'mutation');
  const stryker = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  if (!existsSync(stryker)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }));
    if ((await npmIn(folder, 'install', '--no-audit', '--no-fund', '--loglevel=error')) !== 0)
      throw new Failure('StrykerJS could not be installed: the reason is above.');
  }
  const out = join(outFolder, 'mutation');
  await mkdir(out, { recursive: true });
  const tests = await quickTests(await bundleTests(root, globs), LONGEST);
  const configuration = join(out, 'stryker.json');
  const bundles = relative(root, join(import.meta.dirname, 'bundles.mjs'));
  await writeFile(
    configuration,
    JSON.stringify({
      plugins: [join(folder, 'node_modules/@stryker-mutator/tap-runner/dist/src/index.js')],
      testRunner: 'tap',
      tap: {
        testFiles: tests.map(bundleOf),
        nodeArgs: [
          '--test-reporter=tap',
          ...SKIPPED,
          '--import',
          join(root, 'test/host/seed.mjs'),
          '-r',
          '{{hookFile}}',
          '{{testFile}}',
        ],
      },
      buildCommand: `node ${bundles} ${tests.join(' ')}`,
      mutate: files.length > 0 ? files : [`server/src/${room}/**/*.ts`],
      reporters: ['clear-text', 'html', 'progress-append-only'],
      htmlReporter: { fileName: join(out, `${room}.html`) },
      clearTextReporter: { logTests: false, allowColor: false },
      tempDirName: join(folder, 'sandbox'),
      ignorePatterns: ['/.vscode-test', '/dist', '/docs/images', '/test/.out'],
      concurrency: 2,
      disableTypeChecks: false,
      // It would be read with a compiler that has another interface than ours.
      tsconfigFile: 'none.json',
      timeoutMS: 10_000,
    }),
  );
  process.exitCode = await run(node24, [stryker, 'run', configuration], {
    cwd: root,
    env: { ...process.env, QUICK: '1' },
  });
});
