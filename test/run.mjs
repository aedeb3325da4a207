// npm test: installs, builds, runs every test, those in a real VS Code included.
//
//   npm test                      everything
//   npm test -- cidr              only test files with "cidr" in their path; "editor" is the real VS Code
//   npm test -- --no-editor       without the real VS Code
//   npm test -- --desktop         the tests in VS Code in the desktop one as well, which is downloaded and needs a screen
//   npm test -- --update          rewrites expected results (*.fixed.* and the like); read the diff
//   npm test -- --images          renews the pictures of the README in docs/images/

import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { installedChrome } from './host/browser/chrome.mjs';
import { end, endAll, endOnSignals, start } from './host/children.mjs';
import { Failure, main } from './host/failure.mjs';
import { installAndBuild } from './host/install.mjs';
import { node24, outFolder, root } from './host/paths.mjs';
import { installEmbeddedVsCode } from './host/vscode/embeddedVsCode.mjs';

const { values: options, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    'no-editor': { type: 'boolean', default: false },
    desktop: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    images: { type: 'boolean', default: false },
  },
});

/** For all test files together, and for each in the editor. */
const mostMinutes = 20;

/** How often a file of tests in the editor runs until none fails. */
const mostRuns = 3;

/** Files of tests in the editor that ran again after a failure. */
const ranAgain = [];

await main(async () => {
  endOnSignals();
  await installAndBuild();
  await rm(outFolder, { recursive: true, force: true });
  await mkdir(outFolder, { recursive: true });
  if (options.update) process.env.UPDATE = '1';
  if (options.desktop) process.env.DESKTOP = '1';

  const files = await testFiles();
  const editorFiles = files.filter((file) => file.endsWith('.ui.mjs'));
  if (options.images) editorFiles.push('test/editor/pictures.mjs');
  const otherFiles = files.filter((file) => !file.endsWith('.ui.mjs'));
  if (files.length === 0) throw new Failure(`No test file has ${filters.join(' or ')} in its path.`);

  const counts = [];
  if (otherFiles.length > 0) counts.push(await runTestFiles(otherFiles, availableParallelism()));
  if (editorFiles.length > 0) {
    await installEmbeddedVsCode();
    await installedChrome();
    for (const file of editorFiles) counts.push(await runEditorTests(file));
  }
  await endAll();

  if (ranAgain.length > 0) console.log(`\nRan again, since a test failed: ${ranAgain.join(', ')}`);
  const total = (name) => counts.reduce((sum, count) => sum + count[name], 0);
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
  console.log(`\n${total('passed')} passed, ${total('failed')} failed${skipped}`);
  process.exit(total('failed') > 0 ? 1 : 0);
});

/** The test files that were asked for: `*.test.ts`, `*.test.mjs`, and `*.ui.mjs` which need the real VS Code. */
async function testFiles() {
  const entries = await readdir(join(root, 'test'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(test\.ts|test\.mjs|ui\.mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !(options['no-editor'] && file.endsWith('.ui.mjs')))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort();
}

/**
 * On a busy machine a real browser sometimes loses a key, so a file that fails runs again in a new browser; a real fault fails
 * each time. The first failure stays in the log, and its last lines name the file.
 */
async function runEditorTests(file) {
  for (let runs = 1; ; runs++) {
    const counts = await runTestFiles([file], 1);
    if (counts.failed === 0 || runs === mostRuns) return counts;
    ranAgain.push(file);
  }
}

/** Runs test files with Node's test runner on the TypeScript sources, each in a process of its own, `atOnce` at a time. */
async function runTestFiles(files, atOnce) {
  const letters = join(outFolder, 'letters.txt');
  const child = start(
    node24,
    [
      ...['--import', './test/host/seed.mjs'],
      '--test',
      '--test-timeout=300000', // a test that waits in vain fails after five minutes
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...['--test-reporter=./test/host/countReporter.mjs', `--test-reporter-destination=${letters}`],
      `--test-concurrency=${atOnce}`,
      ...files,
    ],
    { cwd: root },
  );
  // The process of a test in an endless loop cannot time it out.
  const limit = setTimeout(() => {
    console.error(`Aborted after ${mostMinutes} minutes.`);
    end(child);
  }, mostMinutes * 60_000);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(limit);

  const count = await readFile(letters, 'utf8').catch(() => '');
  const counts = {
    passed: count.split('p').length - 1,
    failed: count.split('f').length - 1,
    skipped: count.split('s').length - 1,
  };
  // A file that throws before its first test, or a run that was aborted, has no failing test.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}
