import {
  endsWithVersion,
  type Recent,
  recalled,
  sameIn,
  scenariosWith,
  thisVersion,
  workedOut,
} from '../../template/evaluation/reads.ts';
import type { History, Read, Scenario } from '../../template/evaluation/scenario.ts';
import { ANY_SCENARIO, NO_SCENARIO, type ScenarioSet } from '../../template/evaluation/scenarioSet.ts';
import type { CheckedFile } from '../defineRule.ts';
import { movesWithText } from './movesWithText.ts';
import { unwatched, watchedIn } from './watchedFile.ts';

type ThingsIn<T extends object> = (file: CheckedFile) => Iterable<T>;

type CheckThing<T extends object, R extends object> = (thing: T, file: CheckedFile) => Iterable<R>;

/** What checks found at a thing, and all that any of them read for it, with the scenarios of a version in which that holds. */
interface Found {
  readonly reads: Set<Read>;
  readonly results: Map<CheckThing<never, object>, readonly object[]>;
  version: number;
  holdsIn: ScenarioSet;
}

/** Things of a file with what was found at each: the same object in all scenarios and versions in which all of that holds. */
interface List {
  readonly things: readonly object[];
  readonly found: readonly Found[];
  /** What was found at all of them. */
  readonly results: Map<CheckThing<never, object>, readonly object[]>;
  /** The scenarios of a version in which it holds, as far as anything had been read when that was looked at. */
  version: number;
  grown: number;
  holdsIn: ScenarioSet;
}

/** All that is kept for the checks of the same things. */
interface Store {
  readonly lists: WeakMap<History, Recent<List>>;
  readonly found: WeakMap<object, Recent<Found>>;
  readonly inScenario: WeakMap<Scenario, ListInScenario>;
  /** How often a check has read something for one of the things. */
  grown: number;
}

/** A list that holds in a scenario, as far as anything had been read when that was looked at. */
interface ListInScenario {
  readonly list: List;
  grown: number;
}

const stores = new WeakMap<ThingsIn<object>, Store>();

function storeOf(thingsIn: ThingsIn<object>): Store {
  const known = stores.get(thingsIn) ?? {
    lists: new WeakMap(),
    found: new WeakMap(),
    inScenario: new WeakMap(),
    grown: 0,
  };
  stores.set(thingsIn, known);
  return known;
}

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
  thisVersion(scenario, '');
  const store = storeOf(thingsIn);
  const within = listIn(thingsIn, store, scenario);
  const { things, found, results } = within.list;
  const known = results.get(check);
  if (known) return known as readonly R[];
  const all: R[] = [];
  for (let i = 0; i < things.length; i++)
    for (const result of foundAt(i, check, within, store, scenario)) all.push(result);
  if (found.every((one) => one.results.has(check))) results.set(check, all);
  return all;
}

/** As `foundAtEach`, one thing after the other. */
export function* foundInSteps<T extends object, R extends object>(
  thingsIn: ThingsIn<T>,
  check: CheckThing<T, R>,
  scenario: Scenario,
): Generator<void> {
  const store = storeOf(thingsIn);
  const within = listIn(thingsIn, store, scenario);
  const { things, found, results } = within.list;
  if (results.has(check)) return;
  for (let i = 0; i < things.length; i++) {
    if (found[i]!.results.has(check)) continue;
    foundAt(i, check, within, store, scenario);
    yield;
  }
}

function listIn<T extends object>(thingsIn: ThingsIn<T>, store: Store, scenario: Scenario): ListInScenario {
  const known = store.inScenario.get(scenario);
  if (known?.grown === store.grown) return known;
  const { history, version } = scenario.values;
  const things = known?.list.things ?? [...thingsIn(unwatched(watchedIn(scenario)))];
  const list = recalled(
    store.lists,
    history,
    version,
    (one) => isListOf(things, one) && holds(one, store, scenario),
    (last) => newList(things, last, store, scenario),
  );
  const made = { list, grown: store.grown };
  store.inScenario.set(scenario, made);
  return made;
}

function isListOf(things: readonly object[], list: List): boolean {
  return (
    things === list.things ||
    (list.things.length === things.length && things.every((thing, i) => thing === list.things[i]))
  );
}

function holds(list: List, { grown }: Store, scenario: Scenario): boolean {
  const { version, self } = scenario.values;
  if (list.version !== version || list.grown !== grown) {
    list.holdsIn = list.found.reduce((all, one) => all & foundHoldsIn(one, scenario), ANY_SCENARIO);
    list.version = version;
    list.grown = grown;
  }
  return (list.holdsIn & self) !== 0;
}

/** The scenarios in which all that was read for a thing comes out the same. */
function foundHoldsIn(found: Found, scenario: Scenario): ScenarioSet {
  const { version } = scenario.values;
  if (found.version !== version) {
    found.holdsIn = scenariosWith(found.reads, scenario);
    found.version = version;
  }
  return found.holdsIn;
}

function newList(things: readonly object[], last: List | undefined, store: Store, scenario: Scenario): List {
  const { version, self } = scenario.values;
  const isTheSameFound = (one: Found) => (foundHoldsIn(one, scenario) & self) !== 0;
  const found = things.map((thing, i): Found => {
    const before = last?.things[i] === thing ? last.found[i] : undefined;
    if (before && isTheSameFound(before)) return before;
    return recalled(store.found, thing, version, isTheSameFound, () => ({
      reads: new Set(),
      results: new Map(),
      version: 0,
      holdsIn: NO_SCENARIO,
    }));
  });
  return { things, found, results: new Map(), version: 0, grown: 0, holdsIn: NO_SCENARIO };
}

function foundAt<T extends object, R extends object>(
  index: number,
  check: CheckThing<T, R>,
  within: ListInScenario,
  store: Store,
  scenario: Scenario,
): readonly R[] {
  const found = within.list.found[index]!;
  const known = found.results.get(check);
  if (known) return known as readonly R[];
  const thing = within.list.things[index] as T;
  const { answer, reads } = workedOut(scenario, () => [...check(thing, watchedIn(scenario))]);
  // Other checks need not look again because this one does.
  if (endsWithVersion(reads) || !answer.every(movesWithText)) return answer;
  for (const read of reads) {
    if (found.reads.has(read)) continue;
    found.reads.add(read);
    if (found.version === scenario.values.version) found.holdsIn = sameIn(read, found.holdsIn, scenario);
  }
  found.results.set(check, answer);
  // What was read here holds here; whoever has it in another scenario looks again.
  if (within.grown === store.grown) within.grown++;
  store.grown++;
  return answer;
}
