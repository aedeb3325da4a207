import type { Worker } from 'node:worker_threads';
import type { Progress } from '../process/progress.ts';
import { type CheckTask, createChecker, type FileOutcome, failedOn } from './checker.ts';

/** The available worker threads. */
export interface Workers {
  /** The program of a worker. */
  readonly file: string;
  readonly version: string;
  readonly most: number;
  /** Milliseconds of remaining work from which on workers are started, since starting one takes time. */
  readonly worthMs: number;
}

/**
 * The outcomes of all files in order. Several threads take the next file's index from a shared counter; the main thread
 * starts alone, and starts workers if the remaining work is worth it.
 */
export async function checkAll(
  task: CheckTask,
  workers: Workers | undefined,
  progress: Progress | undefined,
): Promise<readonly FileOutcome[] | { readonly problem: string }> {
  const check = createChecker(task);
  if (typeof check !== 'function') return check;
  const counter = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const outcomes: FileOutcome[] = [];
  const helpers: Promise<unknown>[] = [];
  let warm = 0;
  const total = task.files.length;
  for (const index of sharedIndexes(counter, total)) {
    progress?.show(index, total);
    outcomes[index] = check(index);
    // The first file runs before the code is optimized, so its time says little about the others.
    if (index === 0) warm = Date.now();
    const left = ((Date.now() - warm) / index) * (total - index - 1);
    if (workers && helpers.length === 0 && left >= workers.worthMs) {
      // Loads Node's streams with it, which a run without workers need not wait for.
      const { Worker } = await import('node:worker_threads');
      const most = Math.min(workers.most, total - index - 1);
      for (let n = 0; n < most; n++) {
        const workerData: WorkerData = { task, counter, version: workers.version };
        helpers.push(outcomesOf(new Worker(workers.file, { workerData }), outcomes));
      }
    }
  }
  const errors = await Promise.all(helpers);
  // A worker that ended early leaves its current file, and those that it had not reported.
  const error = errors.find((one) => one !== undefined);
  for (const [index, file] of task.files.entries())
    outcomes[index] ??= { notes: [], failures: [failedOn(file, error)], inventories: [] };
  return outcomes;
}

/** Each index that no other thread has taken. */
function* sharedIndexes(counter: Int32Array, total: number): Generator<number> {
  for (let index = Atomics.add(counter, 0, 1); index < total; index = Atomics.add(counter, 0, 1)) yield index;
}

/** Takes the outcomes of a worker; resolves to the error that ended it early, if there was one. */
function outcomesOf(worker: Worker, outcomes: FileOutcome[]): Promise<unknown> {
  return new Promise((resolve) => {
    worker.on('message', ({ index, outcome }: FromWorker) => {
      outcomes[index] = outcome;
    });
    worker.once('error', resolve);
    worker.once('exit', () => resolve(undefined));
  });
}

export interface WorkerData {
  readonly task: CheckTask;
  readonly counter: Int32Array;
  /** The version of the program, which the worker loads itself. */
  readonly version: string;
}

interface FromWorker {
  readonly index: number;
  readonly outcome: FileOutcome;
}

/** The work of a worker: checks files until there are no more, and reports each. */
export function checkInWorker({ task, counter }: WorkerData, post: (message: FromWorker) => void): void {
  const check = createChecker(task);
  if (typeof check !== 'function') return; // as the first thread says
  for (const index of sharedIndexes(counter, task.files.length)) post({ index, outcome: check(index) });
}
