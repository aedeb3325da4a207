import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { loadBundle } from '../process/codeCache.ts';
import type { WorkerData } from './checkAll.ts';

type Program = typeof import('../program.ts');

// A thread of `vpc-lens check`. It compiles nothing that the first one has not compiled.
const data: WorkerData = workerData;
const { checkInWorker } = loadBundle<Program>(
  join(import.meta.dirname, 'program.cjs'),
  data.version,
  'check',
  false,
);
void checkInWorker(data, (message) => parentPort!.postMessage(message));
