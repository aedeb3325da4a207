// Of a room's tests those that many processes in a row can run: a change that nothing notices runs all of them.

import { join } from 'node:path';
import { end, start } from '../host/children.mjs';
import { node24, root } from '../host/paths.mjs';
import { bundleOf } from './bundles.mjs';

/** What measures time: code with the switches of all changes in it is slow. */
export const SKIPPED = ['--test-skip-pattern=/is cheap|at once/'];

/** The tests that pass within so many seconds, the quickest first, since the first that fails ends a change; the others are named. */
export async function quickTests(tests, seconds) {
  const durations = new Map();
  for (const test of tests) {
    const began = Date.now();
    if (await passesWithin(test, seconds)) durations.set(test, Date.now() - began);
    else console.log(`${test} is left out: it fails, or needs more than ${seconds} seconds.`);
  }
  return [...durations.keys()].toSorted((one, other) => durations.get(one) - durations.get(other));
}

async function passesWithin(test, seconds) {
  const child = start(node24, [...SKIPPED, '--import', './test/host/seed.mjs', join(root, bundleOf(test))], {
    cwd: root,
    env: { ...process.env, QUICK: '1' },
    stdio: 'ignore',
  });
  const late = setTimeout(() => end(child), seconds * 1000);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(late);
  return code === 0;
}
