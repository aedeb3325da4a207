import { areTheSame, THIS_VERSION, workedOut } from '../../template/evaluation/reads.ts';
import type { History, Read, Scenario } from '../../template/evaluation/scenario.ts';
import type { CheckedFile } from '../defineRule.ts';
import { movesWithText } from './movesWithText.ts';
import { unwatched, watchedIn } from './watchedFile.ts';

type ThingsIn<T extends object> = (file: CheckedFile) => Iterable<T>;

type CheckThing<T extends object, R extends object> = (thing: T, file: CheckedFile) => Iterable<R>;

/** What checks found at a thing, and all that any of them read for it. */
interface Found {
  readonly reads: Set<Read>;
  readonly results: Map<CheckThing<never, object>, readonly object[]>;
}

/** By a thing, what was found in the scenarios of one version, and in those of the version before. */
interface Kept {
  version: number;
  current: Found[];
  earlier: readonly Found[];
}

const kept = new WeakMap<object, Kept>();

/** A thing in a scenario. */
interface Entry<T> {
  readonly thing: T;
  found: Found;
  /** How many of the reads are known to come out the same in the scenario. */
  known: number;
}

/** Checks of the same things share this. */
const entries = new WeakMap<Scenario, Map<ThingsIn<object>, readonly Entry<object>[]>>();

/** The entries of the version before, which mostly serve this one too. */
const earlier = new WeakMap<History, Map<ThingsIn<object>, readonly Entry<object>[]>>();

/**
 * What a check finds at each of the things of a file. It is kept for other scenarios and for later versions of the document as
 * long as the thing stays the same object, and so does all that was read for it.
 */
export function foundAtEach<T extends object, R extends object>(
  thingsIn: ThingsIn<T>,
  check: CheckThing<T, R>,
  scenario: Scenario,
): readonly R[] {
  // Which things there are is looked up in each version.
  scenario.values.reads.push(THIS_VERSION);
  const all: R[] = [];
  for (const entry of entriesOf(thingsIn, scenario))
    for (const result of foundAt(entry, check, scenario)) all.push(result);
  return all;
}

/** As `foundAtEach`, one thing after the other. */
export function* foundInSteps<T extends object, R extends object>(
  thingsIn: ThingsIn<T>,
  check: CheckThing<T, R>,
  scenario: Scenario,
): Generator<void> {
  for (const entry of entriesOf(thingsIn, scenario)) {
    if (entry.found.results.has(check)) continue;
    foundAt(entry, check, scenario);
    yield;
  }
}

function entriesOf<T extends object>(thingsIn: ThingsIn<T>, scenario: Scenario): readonly Entry<T>[] {
  const known = entries.get(scenario) ?? new Map();
  entries.set(scenario, known);
  const own = (known.get(thingsIn) as readonly Entry<T>[] | undefined) ?? makeEntries(thingsIn, scenario);
  known.set(thingsIn, own);
  return own;
}

function makeEntries<T extends object>(thingsIn: ThingsIn<T>, scenario: Scenario): readonly Entry<T>[] {
  const { history } = scenario.values;
  const before = earlier.get(history) ?? new Map<ThingsIn<object>, readonly Entry<object>[]>();
  earlier.set(history, before);
  const last = before.get(thingsIn) ?? [];
  const made: Entry<T>[] = [];
  for (const thing of thingsIn(unwatched(watchedIn(scenario)))) {
    const old = last[made.length];
    const found =
      old?.thing === thing && areTheSame(old.found.reads, scenario)
        ? old.found
        : foundBefore(thing, scenario);
    made.push({ thing, found, known: found.reads.size });
  }
  before.set(thingsIn, made);
  return made;
}

function foundBefore(thing: object, scenario: Scenario): Found {
  const { version } = scenario.values;
  let known = kept.get(thing);
  if (!known) {
    known = { version, current: [], earlier: [] };
    kept.set(thing, known);
  } else if (known.version !== version) {
    known.earlier = known.current;
    known.current = [];
    known.version = version;
  }
  const isTheSame = ({ reads }: Found) => areTheSame(reads, scenario);
  const same = known.current.find(isTheSame);
  if (same) return same;
  const found = known.earlier.find(isTheSame) ?? { reads: new Set(), results: new Map() };
  known.current.push(found);
  return found;
}

function foundAt<T extends object, R extends object>(
  entry: Entry<T>,
  check: CheckThing<T, R>,
  scenario: Scenario,
): readonly R[] {
  if (entry.known < entry.found.reads.size) {
    // Other scenarios have read more for it.
    if (!areTheSame(entry.found.reads, scenario)) entry.found = foundBefore(entry.thing, scenario);
    entry.known = entry.found.reads.size;
  }
  const known = entry.found.results.get(check);
  if (known) return known as readonly R[];
  const { answer, reads } = workedOut(scenario, () => [...check(entry.thing, watchedIn(scenario))]);
  // Other checks need not look again because this one does.
  if (reads.includes(THIS_VERSION) || !answer.every(movesWithText)) return answer;
  for (const read of reads) entry.found.reads.add(read);
  entry.known = entry.found.reads.size;
  entry.found.results.set(check, answer);
  return answer;
}
