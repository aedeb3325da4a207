import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { loadProgram } from './loadProgram.ts';

/** The version of VPC Lens, which `build.mjs` puts here. */
declare const VERSION: string;

// Each keystroke in a large template leaves megabytes behind, and left alone V8 collects them late. With 1 MB open this
// nearly halves the memory, and a keystroke stays within what bench/README.md asks.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=20');

// V8 drops compiled code that is not used for long, so what the start needs is kept while it is there.
const STARTED_MS = 10_000;

const program = loadProgram(join(import.meta.dirname, 'program.cjs'), VERSION, {
  purpose: 'lsp',
  after: STARTED_MS,
});
void program.languageServer().then(({ serve }) => serve());
