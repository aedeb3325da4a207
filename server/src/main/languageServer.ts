import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { loadProgram } from './loadProgram.ts';

/** The version of VPC Lens, which `build.mjs` inserts. */
declare const VERSION: string;

// Each keystroke in a large template leaves megabytes of garbage, which V8 collects late by default. With a template of
// 1 MB open, these flags nearly halve the memory, and a keystroke stays within the limits of bench/README.md.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=20');

// V8 discards compiled code that has not run for a while, so the cache is written while it still has that of the start.
const STARTED_MS = 10_000;

const program = loadProgram(join(import.meta.dirname, 'program.cjs'), VERSION, {
  purpose: 'lsp',
  writtenAfter: STARTED_MS,
});
void program.languageServer().then(({ serve }) => serve());
