// `vpc-lens check FOLDER` with a thread that never ends.
import { fileURLToPath } from 'node:url';
import { checkIn } from '../commandLine.ts';

const file = fileURLToPath(new URL('./endlessThread.mjs', import.meta.url));
await checkIn(process.argv[2]!, [], { workers: { file, version: '1.2.3', most: 1, worthMs: 0 } });
