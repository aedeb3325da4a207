import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

// What Node compiles is kept for the next start, where Node can (22.1 and later).
module.enableCompileCache?.();

// Each keystroke in a large template leaves megabytes behind, and left alone V8 collects them late. With 1 MB open this
// nearly halves the memory, and a keystroke stays within what bench/README.md asks.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=20');

// A file of its own: the cache is for files that are loaded behind its start.
require('./languageServer.cjs');
