import { valueAt } from '../../syntax/tree.ts';
import type { Resource } from '../resource.ts';
import { type Input, inputOf, NONE, neverTheSame, scenariosWith } from './inputs.ts';
import { perHistory } from './perHistory.ts';
import type { Read, Scenario } from './scenario.ts';
import { NO_SCENARIO, type ScenarioSet } from './scenarioSet.ts';

export const parameterNamed = inputOf('parameter', ({ template }, name) => template.parameters.get(name), {
  scope: 'version',
});

/** What a scenario binds a parameter to, as a text: equal for bindings to the same. A default is the parameter's own. */
export const bindingInWords = inputOf(
  'binding',
  ({ bindings }, name) => {
    const binding = bindings.get(name);
    return binding?.kind === 'fixed' ? `fixed ${binding.text}` : binding?.kind;
  },
  { scope: 'decided' },
);

export const conditionHolds = inputOf('condition', ({ conditions }, name) => conditions.get(name), {
  scope: 'decided',
});

export const mappingNamed = inputOf('mapping', ({ template }, name) => template.mappings.get(name), {
  scope: 'version',
});

/** Whether a macro writes some of the mappings. */
export const hasMadeMappings = inputOf(
  'mappings',
  ({ template: { mappings } }) => [...mappings.keys()].some((name) => name.startsWith('Fn::')),
  { scope: 'version' },
);

/** A resource with everything that it says. */
export const resourceNamed = inputOf('resource', ({ template }, name) => template.resources.get(name), {
  scope: 'version',
});

/** The type of a resource, empty where none is written; undefined where there is no such resource. */
export const typeNamed = inputOf('type', ({ template }, name) => template.resources.get(name)?.type, {
  scope: 'version',
});

/** The name of the condition on a resource; undefined where it has none, or where there is no such resource. */
export const conditionOf = inputOf(
  'condition of',
  ({ template }, name) => template.resources.get(name)?.condition,
  { scope: 'version' },
);

/** Whether a scenario has a resource. A condition that is not declared excludes it: AWS refuses the template. */
export function isCreated({ condition }: Resource, scenario: Scenario): boolean {
  return condition === undefined || conditionHolds(scenario, condition) === true;
}

/** What SAM's `Globals` say of a kind of resource. */
export const globalsFor = inputOf('globals', ({ template }, kind) => valueAt(template.globals, kind), {
  scope: 'version',
});

export const isSam = inputOf('SAM', ({ template }) => template.isSam, { scope: 'version' });

/** For what rests on other files, which change without the document. */
export const OTHER_FILES: Read = neverTheSame('other files');

/** For results that are computed again in each version, once for all scenarios. */
export const thisVersion = inputOf('this version', ({ values }) => values.version, { scope: 'version' });

const OF_THIS_VERSION = thisVersion.of('');

/** Whether what rests on these reads is of no use in another version. */
export function endsWithVersion(reads: readonly Read[]): boolean {
  return reads.some(({ source: { scope, of } }) => scope === 'never' || of === OF_THIS_VERSION);
}

/** For results that are computed again in each scenario. */
export const THIS_SCENARIO: Read = neverTheSame('this scenario');

/** For results that depend on the order of evaluation: a value that is needed for itself. */
export const ITSELF: Read = neverTheSame('itself');

interface Evaluated<T> {
  readonly answer: T;
  readonly reads: readonly Read[];
}

/** With the scenarios of a version in which it holds. */
interface Cached<T> extends Evaluated<T> {
  version: number;
  holdsIn: ScenarioSet;
}

/** The entries of one version, and those of earlier versions, the latest first. */
export interface Recent<T> {
  version: number;
  current: readonly T[];
  earlier: readonly T[];
  /** The version in which it was last something else than in the version before. */
  changed: number;
}

/** An edit in the VPC makes everything anew, so whatever is kept longer multiplies the memory of the whole document. */
const FORGOTTEN_AFTER_VERSIONS = 8;

const NOTHING: readonly never[] = [];

/**
 * What was made of a key lately and still holds, or else something new. Besides those of the version before, some older ones are
 * there too: a text that is broken for a moment is then as it was.
 */
export function cachedOrNew<T>(
  recent: Recent<T>,
  version: number,
  holds: (one: T) => boolean,
  make: (last: T | undefined) => T,
): T {
  if (recent.version !== version) enterVersion(recent, version);
  const { current, earlier } = recent;
  for (const one of current) if (holds(one)) return one;
  const one = earlier.find(holds) ?? make(current.at(-1) ?? earlier[0]);
  // This happens for thousands of keys after each keystroke, and mostly there is one thing, which stays the same.
  if (recent.current.length > 0) recent.current = [...recent.current, one];
  else recent.current = earlier.length === 1 && one === earlier[0] ? earlier : [one];
  return one;
}

/** For a key that nothing was made of. */
export function noneRecent<T>(): Recent<T> {
  return { version: 0, current: NOTHING, earlier: NOTHING, changed: 0 };
}

export function recentOf<K extends object, T>(cache: WeakMap<K, Recent<T>>, key: K): Recent<T> {
  let recent = cache.get(key);
  if (!recent) {
    recent = noneRecent();
    cache.set(key, recent);
  }
  return recent;
}

function enterVersion<T>(recent: Recent<T>, version: number): void {
  const { current, earlier } = recent;
  if (recent.version === 0) recent.changed = version;
  const isOld = version - recent.changed > FORGOTTEN_AFTER_VERSIONS;
  if (!current.every((one, i) => one === earlier[i])) {
    const older = earlier.filter((one) => !current.includes(one));
    const most = isOld ? 2 * current.length : 2 * current.length + 2;
    recent.earlier = older.length === 0 ? current : [...current, ...older].slice(0, most);
    recent.changed = version;
  } else if (isOld && earlier.length > current.length) recent.earlier = current;
  recent.current = NOTHING;
  recent.version = version;
}

/**
 * Makes a function that works its answer out once for all scenarios, and for all versions of the document that still have
 * the key, in which everything that was looked up comes out the same. The answer may name nodes, which move with the text.
 */
export function keptByReads<K extends object, T>(
  make: (key: K, scenario: Scenario) => T,
): (key: K, scenario: Scenario) => T {
  const madeIn = cacheByReads(make);
  return (key, scenario) => {
    const { answer, reads } = madeIn(key, scenario);
    for (const read of reads) scenario.values.reads.push(read);
    return answer;
  };
}

/** An answer, and further scenarios of the version in which it is the same. */
export interface Shared<T> {
  readonly answer: T;
  readonly holdsIn: ScenarioSet;
}

/** As `keptByReads`, for whoever asks on behalf of nobody who keeps an answer. */
export function memoizedWithScenarios<K extends object, T>(
  make: (key: K, scenario: Scenario) => T,
): (key: K, scenario: Scenario) => Shared<T> {
  const madeIn = cacheByReads(make);
  return (key, scenario) => sharedIn(madeIn(key, scenario), scenario);
}

/** As `memoizedWithScenarios`, of the whole document. */
export function memoizedOfDocument<T>(make: (scenario: Scenario) => T): (scenario: Scenario) => Shared<T> {
  const recent = perHistory(() => noneRecent<Cached<T>>());
  return (scenario) => sharedIn(recentOrMade(recent(scenario.values.history), scenario, make), scenario);
}

function sharedIn<T>(cached: Cached<T>, scenario: Scenario): Shared<T> {
  return { answer: cached.answer, holdsIn: scenariosOf(cached, scenario) };
}

function cacheByReads<K extends object, T>(
  make: (key: K, scenario: Scenario) => T,
): (key: K, scenario: Scenario) => Cached<T> {
  const cache = new WeakMap<K, Recent<Cached<T>>>();
  return (key, scenario) => recentOrMade(recentOf(cache, key), scenario, () => make(key, scenario));
}

function recentOrMade<T>(
  recent: Recent<Cached<T>>,
  scenario: Scenario,
  make: (scenario: Scenario) => T,
): Cached<T> {
  const { version, self } = scenario.values;
  return cachedOrNew(
    recent,
    version,
    (cached) => (scenariosOf(cached, scenario) & self) !== 0,
    () => {
      const { answer, reads } = trackReads(scenario, () => make(scenario));
      return { answer, reads, version: 0, holdsIn: NO_SCENARIO };
    },
  );
}

function scenariosOf(cached: Cached<unknown>, scenario: Scenario): ScenarioSet {
  const { version } = scenario.values;
  if (cached.version !== version) {
    cached.holdsIn = scenariosWith(cached.reads, scenario);
    cached.version = version;
  }
  return cached.holdsIn;
}

/** Works something out and tells what was looked up for it. */
export function trackReads<T>(scenario: Scenario, work: () => T): Evaluated<T> {
  const { values } = scenario;
  const before = values.reads.length;
  const outer = tracked;
  tracked = scenario;
  try {
    const answer = work();
    return { answer, reads: readsSince(values, before) };
  } finally {
    tracked = outer;
    values.reads.length = before;
  }
}

/** The scenario in which something is being worked out. */
let tracked: Scenario | undefined;

/** For what is reached without a scenario: whatever is being worked out rests on it. */
export function noteRead(input: Input<unknown>, name: string): void {
  if (tracked) input(tracked, name);
}

/** What was looked up since there were so many reads, each thing once: what is read twice by two that are read twice is not read four times. */
export function readsSince({ reads }: Scenario['values'], before: number): readonly Read[] {
  if (reads.length === before) return NONE;
  const since: Read[] = [];
  // Marks take half the time of a set, and this runs thousands of times for each version.
  const mark = ++marks;
  for (let i = before; i < reads.length; i++) {
    const read = reads[i]!;
    if (read.mark === mark) continue;
    read.mark = mark;
    since.push(read);
  }
  reads.length = before;
  for (const read of since) reads.push(read);
  return since;
}

let marks = 0;
