// A thread of `check` that takes a file and fails.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';

const { task, counter } = workerData;
Atomics.add(counter, 0, 1);
writeFileSync(join(task.cwd, 'taken'), '');
throw new Error('This thread is broken.');
