// Loaded before every test file: properties try the same cases in every run, so that a red run is red for everyone.
// SEED=random looks further; SEED=12345 repeats what such a run found.

import fc from 'fast-check';

const { SEED = '20261123' } = process.env;
if (SEED !== 'random') fc.configureGlobal({ seed: Number(SEED) });
