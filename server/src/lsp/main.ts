import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

// What Node compiles is kept for the next start, where Node can (22.1 and later).
module.enableCompileCache?.();

// Each keystroke in a large template leaves megabytes behind. Left alone, V8 collects them when the process has grown
// to three times of what it needs; an editor runs many servers, and this one has time to tidy up.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');

// A file of its own: the cache is for files that are loaded behind its start.
require('./languageServer.cjs');
