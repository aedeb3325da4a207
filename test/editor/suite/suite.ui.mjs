// Runs test/editor/suite in a real VS Code and reports its tests as our own: in the embedded one, and with
// DESKTOP=1 in the desktop one as well, which @vscode/test-electron downloads.

import { createWriteStream } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runTests } from '@vscode/test-electron';
import esbuild from 'esbuild';
import { outFolder, root } from '../../host/paths.mjs';
import { packedExtension } from '../../host/vscode/packed.mjs';
import { copyExamples, expectedFindings, workspace } from '../workspace.mjs';

const resultsFile = join(outFolder, 'suite-results.json');
const hosts = process.env.DESKTOP ? ['embedded', 'desktop'] : ['embedded'];

await esbuild.build({
  entryPoints: [join(root, 'test/editor/suite/index.ts')],
  outfile: join(outFolder, 'suite.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode'],
  logLevel: 'warning',
});
await writeFile(join(outFolder, 'expected-findings.json'), JSON.stringify(await expectedFindings()));

for (const host of hosts) {
  const { results, log } = await runIn(host);
  describe(`in the ${host} VS Code`, () => {
    if (results.length === 0) test('the suite runs', () => assertNothing(`No result; ${log} says why.`));
    for (const { name, error } of results) test(name, () => assertNothing(error));
  });
}

/** The results of the suite; none when VS Code itself did not get that far. */
async function runIn(host) {
  await copyExamples();
  await rm(resultsFile, { force: true });
  const log = join(outFolder, `${host}-vscode.log`);
  const output = createWriteStream(log);
  await runTests({
    // Absent, it means the desktop VS Code.
    ...(host === 'embedded' ? { vscodeExecutablePath: join(root, 'test/host/vscode/code.mjs') } : {}),
    extensionDevelopmentPath: await packedExtension(),
    extensionTestsPath: join(outFolder, 'suite.cjs'),
    launchArgs: [workspace],
    stdout: output,
    stderr: output,
  }).catch((error) => output.write(`${error}\n`)); // a failed test ends VS Code like this too
  output.end();
  const results = JSON.parse(await readFile(resultsFile, 'utf8').catch(() => '[]'));
  return { results, log };
}

function assertNothing(error) {
  if (error !== undefined) throw new Error(error);
}
