// A thread of `check` that tells that it has begun, and never ends.
import { writeSync } from 'node:fs';

writeSync(1, 'begun\n');
for (;;);
