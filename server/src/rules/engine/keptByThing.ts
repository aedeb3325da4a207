import {
  areTheSame,
  isInAllScenarios,
  isTheSame,
  type Recent,
  recalled,
  THIS_VERSION,
  workedOut,
} from '../../template/evaluation/reads.ts';
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

/** Things of a file with what was found at each: the same object in all scenarios and versions in which all of that holds. */
interface List {
  readonly things: readonly object[];
  readonly found: readonly Found[];
  /** What was found at all of them. */
  readonly results: Map<CheckThing<never, object>, readonly object[]>;
  /** The version in which it holds in all scenarios, if it does, as far as anything had been read when that was looked at. */
  everywhere: { readonly version: number; readonly grown: number } | undefined;
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
  scenario.values.reads.push(THIS_VERSION);
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
  const things = [...thingsIn(unwatched(watchedIn(scenario)))];
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
  return list.things.length === things.length && things.every((thing, i) => thing === list.things[i]);
}

function holds(list: List, { grown }: Store, scenario: Scenario): boolean {
  const { version } = scenario.values;
  if (list.everywhere?.version === version && list.everywhere.grown === grown) return true;
  let isEverywhere = true;
  for (const { reads } of list.found) {
    for (const read of reads) {
      if (!isTheSame(read, scenario)) return false;
      isEverywhere &&= isInAllScenarios(read, scenario);
    }
  }
  list.everywhere = isEverywhere ? { version, grown } : undefined;
  return true;
}

function newList(things: readonly object[], last: List | undefined, store: Store, scenario: Scenario): List {
  const isTheSameFound = ({ reads }: Found) => areTheSame(reads, scenario);
  const found = things.map((thing, i): Found => {
    const before = last?.things[i] === thing ? last.found[i] : undefined;
    if (before && isTheSameFound(before)) return before;
    return recalled(store.found, thing, scenario.values.version, isTheSameFound, () => ({
      reads: new Set(),
      results: new Map(),
    }));
  });
  return { things, found, results: new Map(), everywhere: undefined };
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
  if (reads.includes(THIS_VERSION) || !answer.every(movesWithText)) return answer;
  for (const read of reads) found.reads.add(read);
  found.results.set(check, answer);
  // What was read here holds here; whoever has it in another scenario looks again.
  if (within.grown === store.grown) within.grown++;
  store.grown++;
  return answer;
}
