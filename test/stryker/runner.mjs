// Runs tests for StrykerJS, all of them in its own process. A bundle is compiled once and evaluated anew for each change, since
// modules keep what they have read; of its tests only those run that execute the change, until one fails.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import vm from 'node:vm';

/** What measures time: code with the switches of all changes in it is slow. */
const SKIPPED = /is cheap|at once/;

/** Seconds of a processor that the tests of one change may take together: what nothing notices runs all of them. */
const LONGEST = Number(process.env.LONGEST ?? 2);

const require = createRequire(join(process.cwd(), 'package.json'));

/** The switch of the changes that StrykerJS has written into the sources; the names are its own. */
const changes = { mutantCoverage: { static: {}, perTest: {} } };
globalThis.__stryker__ = changes;

class BundleRunner {
  static inject = ['options', 'logger'];

  constructor({ bundles }, log) {
    this.bundles = bundles;
    this.log = log;
  }

  /** Every run reloads the sources. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const { SEED = '20261123' } = process.env;
    require('fast-check').configureGlobal({ seed: Number(SEED) });
    this.bundles = this.bundles.map(bundleAt);
  }

  async dryRun() {
    const results = [];
    const perTest = changes.mutantCoverage.perTest;
    for (const bundle of this.bundles) {
      changes.currentTestId = bundle.name;
      // Compiled by this, as it is for all changes but the first.
      bundle.load();
      const unloaded = process.cpuUsage();
      const tests = bundle.load();
      const loadSeconds = process.cpuUsage(unloaded).user / 1e6;
      const loading = perTest[bundle.name] ?? {};
      delete perTest[bundle.name];
      for (const { id, run } of tests) {
        changes.currentTestId = id;
        const [began, busy] = [performance.now(), process.cpuUsage()];
        const failure = await failureOf(run);
        const timeSpentMs = performance.now() - began;
        const seconds = process.cpuUsage(busy).user / 1e6;
        const covered = { ...loading, ...perTest[id] };
        delete perTest[id];
        if (failure) this.log.warn('Left out, since it fails: %s: %s', id, failure);
        else results.push({ id, name: id, status: 0, timeSpentMs, covered, bundle, seconds, loadSeconds });
      }
    }
    changes.currentTestId = undefined;
    return {
      status: 'complete',
      tests: results,
      mutantCoverage: { static: {}, perTest: worthRunning(results) },
    };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    Object.assign(changes, { activeMutant: activeMutant.id, hitCount: 0, hitLimit: hitLimit ?? Infinity });
    const nrOfTests = testFilter.length;
    for (const bundle of this.bundles) {
      const own = testFilter.filter((id) => id.startsWith(`${bundle.name}: `));
      if (own.length === 0) continue;
      const failure = await failureIn(bundle, own);
      if (changes.hitCount > changes.hitLimit) return { status: 'timeout', reason: 'executed too often' };
      if (!failure) continue;
      // The next change is likely to be near.
      this.bundles = [bundle, ...this.bundles.filter((other) => other !== bundle)];
      return { status: 'killed', killedBy: [failure.id], failureMessage: failure.message, nrOfTests };
    }
    return { status: 'survived', nrOfTests };
  }
}

/** The first of those tests of a bundle that fails; the first at all if the bundle cannot be evaluated. */
async function failureIn(bundle, wanted) {
  let tests = [];
  try {
    tests = bundle.load();
  } catch (error) {
    return { id: wanted[0], message: String(error) };
  }
  for (const { id, run } of tests.filter(({ id }) => wanted.includes(id))) {
    const message = await failureOf(run);
    if (message) return { id, message };
  }
  return undefined;
}

/**
 * Which changes each test is run for: each change gets as many tests as its time allows with that of their bundles, and one
 * at least. Tests of one file look at the same things, so the files take turns, each with its quickest test first.
 */
function worthRunning(results) {
  const byChange = new Map();
  for (const result of results.toSorted((one, other) => one.seconds - other.seconds)) {
    for (const change of Object.keys(result.covered)) {
      if (Number(change) % Number(process.env.SAMPLE ?? 1)) continue;
      const files = byChange.get(change) ?? new Map();
      byChange.set(change, files);
      if (!files.get(result.bundle)?.push(result)) files.set(result.bundle, [result]);
    }
  }
  const perTest = Object.fromEntries(results.map(({ id }) => [id, {}]));
  for (const [change, files] of byChange) {
    const turns = [...files.values()].flatMap((tests) => tests.map((test, turn) => ({ ...test, turn })));
    const loaded = new Set();
    let sum = 0;
    for (const { id, bundle, covered, seconds, loadSeconds } of turns.sort(
      (one, other) => one.turn - other.turn || one.seconds - other.seconds,
    )) {
      const own = seconds + (loaded.has(bundle) ? 0 : loadSeconds);
      if (sum + own > LONGEST && loaded.size > 0) continue;
      sum += own;
      loaded.add(bundle);
      perTest[id][change] = covered[change];
    }
  }
  return perTest;
}

async function failureOf(run) {
  try {
    await run(context);
    return undefined;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

/** What our tests use of a test's context. */
const context = { diagnostic() {}, test: (_name, run) => run(context) };

/** A bundle; `load` evaluates it and gives its tests. */
function bundleAt(path) {
  const name = path.slice(path.indexOf('bundles/') + 'bundles/'.length, -'.cjs'.length);
  let script;
  function load() {
    script ??= new vm.Script(`(function (require, module, exports) {${readFileSync(path, 'utf8')}\n})`, {
      filename: path,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const tests = [];
    const replaced = { 'node:test': registry(name, tests), 'node:child_process': NO_PROCESSES };
    const requireFor = (id) => replaced[id] ?? imported(id);
    const module = { exports: {} };
    script.runInThisContext()(requireFor, module, module.exports);
    return tests;
  }
  return { name, load };
}

/** Whether cfn-lint is installed is asked of Python at load, which takes seconds: it is not, and its tests are left out. */
const NO_PROCESSES = { spawnSync: () => ({ status: 1, stdout: '', stderr: '' }) };

/** What our tests use of node:test. */
function registry(file, tests) {
  let suites = file;
  const test = (name, ...rest) => {
    const options = rest.length > 1 ? rest[0] : {};
    if (options.skip || SKIPPED.test(name)) return;
    const same = tests.filter(({ id }) => id === `${suites}: ${name}`).length;
    tests.push({ id: `${suites}: ${name}${same > 0 ? ` (${same + 1})` : ''}`, run: rest.at(-1) });
  };
  const suite = (name, fill) => {
    const outer = suites;
    suites = `${outer}: ${name}`;
    fill();
    suites = outer;
  };
  return { test, suite };
}

/** What a bundle gets for a package; esbuild takes the whole for the default export, also where the package is a module. */
function imported(id) {
  const found = require(id);
  if (found[Symbol.toStringTag] !== 'Module' || !found.default) return found;
  return typeof found.default === 'function' ? found.default : { ...found, ...found.default };
}

export const strykerValidationSchema = {
  properties: { bundles: { type: 'array', items: { type: 'string' } } },
};
export const strykerPlugins = [{ kind: 'TestRunner', name: 'bundles', injectableClass: BundleRunner }];
