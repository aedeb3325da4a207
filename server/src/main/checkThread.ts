import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerData } from '../cli/check/checkAll.ts';
import { loadProgram } from './loadProgram.ts';

// A thread of `vpc-lens check`. It compiles nothing that the main thread does not compile, which writes the cache.
const data: WorkerData = workerData;
const program = loadProgram(join(import.meta.dirname, 'program.cjs'), data.version, {
  purpose: 'check',
  isReadOnly: true,
});
void program
  .commandLine()
  .then(({ runCheckThread }) => runCheckThread(data, (message) => parentPort!.postMessage(message)));
