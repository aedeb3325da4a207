// The test module that runs inside VS Code, the desktop one and the embedded one alike.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from './test.ts';
import './quiet.ts'; // first: it needs an editor in which no server was started yet
import './examples.ts';
import './quickFix.ts';
import './hover.ts';
import './reach.ts';
import './zappa.ts';
import './zappaInventory.ts';
import './zappaOnce.ts';
import './snippet.ts';
import './calculator.ts';
import './parameterFile.ts';
import './languageModelTools.ts';
import './restart.ts';

/** What VS Code calls. The results go to a file beside the bundle; VS Code itself only learns whether all passed. */
export async function run(): Promise<void> {
  const results = await runTests();
  await writeFile(join(__dirname, 'suite-results.json'), JSON.stringify(results, null, 2));
  const failed = results.filter(({ error }) => error !== undefined);
  if (failed.length > 0) throw new Error(`${failed.length} of ${results.length} tests failed`);
}
