// Loaded before every test file: property-based tests try the same cases in every run, so a failure can be reproduced.
// SEED=random tries other cases; SEED=12345 repeats a run with that seed.

import fc from 'fast-check';

const { SEED = '20261123' } = process.env;
if (SEED !== 'random') fc.configureGlobal({ seed: Number(SEED) });
