// npm run test:mutation -- ROOM [FILE…]: changes the code of a room one place at a time and tells which changes no test of
// that room notices. StrykerJS is installed into .vscode-test/ when it is first asked for; no other command needs it.
// The report is test/.out/mutation/ROOM.html.

import { existsSync, globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { run } from '../host/children.mjs';
import { Failure, main } from '../host/failure.mjs';
import { npmIn } from '../host/install.mjs';
import { editorFolder, node24, outFolder, root } from '../host/paths.mjs';
import { bundleOf } from './bundles.mjs';

const VERSIONS = { '@stryker-mutator/core': '10.0.0' };

/** The tests of a room. Those that start processes are left out: they see the bundle, which has no mutants. */
const TESTS = {
  cidr: ['test/cidr/*.test.ts'],
  subnetPlan: ['test/cidr/plan/*.test.ts', 'test/cidr/plan.test.ts', 'test/cidr/export.test.ts'],
  template: ['test/template/*.test.ts', 'test/network/*.test.ts', 'test/workspace/workspace.test.ts'],
  reach: [
    'test/reach/**/*.test.ts',
    'test/field/field.test.ts',
    'test/features/{reach,remedies,trace}.test.ts',
  ],
};

/** What tries random networks, or measures time: minutes for one run of the unchanged code, which StrykerJS begins with. */
const SLOW = /\/(allPairs|blockers|growth|kinds|partiesRandom|shared|unknown|worlds)\.test\.ts$/;

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
  const tests = globs
    .flatMap((glob) => globSync(glob, { cwd: root }))
    .map((test) => test.replaceAll('\\', '/'))
    .filter((test) => !SLOW.test(test));
  const configuration = join(out, 'stryker.json');
  const bundles = relative(root, join(import.meta.dirname, 'bundles.mjs'));
  await writeFile(
    configuration,
    JSON.stringify({
      plugins: [join(import.meta.dirname, 'runner.mjs')],
      testRunner: 'bundles',
      bundles: tests.map(bundleOf),
      buildCommand: `node ${bundles} ${tests.join(' ')}`,
      mutate: files.length > 0 ? files : [`server/src/${room}/**/*.ts`],
      reporters: ['clear-text', 'html', 'json', 'progress-append-only', 'event-recorder'],
      eventReporter: { baseDir: join(out, `${room}-events`) },
      jsonReporter: { fileName: join(out, `${room}.json`) },
      htmlReporter: { fileName: join(out, `${room}.html`) },
      clearTextReporter: { logTests: false, allowColor: false },
      tempDirName: join(folder, 'sandbox'),
      ignorePatterns: ['/.vscode-test', '/dist', '/docs/images', '/test/.out'],
      concurrency: 2,
      disableTypeChecks: false,
      // It would be read with a compiler that has another interface than ours.
      tsconfigFile: 'none.json',
      timeoutMS: 10_000,
      dryRunTimeoutMinutes: 20,
    }),
  );
  process.exitCode = await run(node24, [stryker, 'run', configuration], {
    cwd: root,
    env: { ...process.env, QUICK: '1' },
  });
});
