import {
  everyScenario,
  haveSameItems,
  type Input,
  inputOf,
  sameIn,
  scenariosWith,
} from '../../template/evaluation/inputs.ts';
import { perHistory } from '../../template/evaluation/perHistory.ts';
import {
  cachedOrNew,
  endsWithVersion,
  noneRecent,
  type Recent,
  recentOf,
  type Shared,
  trackReads,
} from '../../template/evaluation/reads.ts';
import type { History, Read, Scenario } from '../../template/evaluation/scenario.ts';
import { NO_SCENARIO, type ScenarioSet } from '../../template/evaluation/scenarioSet.ts';
import type { CheckedFile } from '../defineRule.ts';
import { movesWithText } from './movesWithText.ts';
import type { Steps } from './steps.ts';
import { unwatched, watchedIn } from './watchedFile.ts';

/**
 * The objects that a check looks at one by one, of a file in a scenario: resources, rules of a group, entries of a
 * section.
 */
export interface ThingsIn<T extends object> {
  (file: CheckedFile): Iterable<T>;
  readonly restsOnReads?: true;
}

/** Marks a function whose list of things differs between scenarios only as far as the inputs that it reads do. */
export function restingOnReads<T extends object>(thingsIn: (file: CheckedFile) => Iterable<T>): ThingsIn<T> {
  return Object.assign(thingsIn, { restsOnReads: true as const });
}

type CheckThing<T extends object, R extends object> = (thing: T, file: CheckedFile) => Iterable<R>;

/**
 * What each check reported on a thing, everything that any of the checks read for it, and the scenarios of a version
 * in which these reads are the same.
 */
interface Found {
  readonly reads: Read[];
  readonly results: Map<CheckThing<never, object>, readonly object[]>;
  version: number;
  holdsIn: ScenarioSet;
}

/**
 * A list of things with the reports on each. It is the same object in all scenarios and versions in which the things
 * and all that was read for them are the same.
 */
interface List {
  readonly things: readonly object[];
  /** The read of the list itself. */
  readonly read: Read;
  readonly found: readonly Found[];
  /** The reports of each check on the whole list. */
  readonly results: Map<CheckThing<never, object>, readonly object[]>;
  /** The previous list, if it has the same things: only the reports at the `changed` indexes are new. */
  readonly before: { readonly results: List['results']; readonly changed: readonly number[] } | undefined;
  /** The scenarios of a version in which the list is the same, computed when the store's `narrowed` had this value. */
  version: number;
  narrowed: number;
  holdsIn: ScenarioSet;
}

/** The cache for the checks of the same items. */
interface Store {
  readonly things: Input<readonly object[]>;
  readonly listsOf: (history: History) => Recent<List>;
  readonly found: WeakMap<object, Recent<Found>>;
  /** Counts the reads for a thing that leave it fewer scenarios. */
  narrowed: number;
}

const stores = new WeakMap<ThingsIn<object>, Store>();

function storeOf<T extends object>(thingsIn: ThingsIn<T>): Store {
  const known = stores.get(thingsIn) ?? {
    things: inputOf(
      'things',
      (scenario) => {
        const things = thingsIn(unwatched(watchedIn(scenario)));
        return Array.isArray(things) ? things : [...things];
      },
      { scope: thingsIn.restsOnReads ? 'reads' : 'scenario', isSame: haveSameItems },
    ),
    listsOf: perHistory(() => noneRecent<List>()),
    found: new WeakMap(),
    narrowed: 0,
  };
  stores.set(thingsIn, known);
  return known;
}

/**
 * The reports of a check on each thing of a file. They are reused in other scenarios and later versions of the
 * document as long as the thing is the same object and everything that was read for it is unchanged.
 */
export function* foundAtEach<T extends object, R extends object>(
  thingsIn: ThingsIn<T>,
  check: CheckThing<T, R>,
  scenario: Scenario,
): Steps<Shared<readonly R[]>> {
  const store = storeOf(thingsIn);
  const list = listIn(store, scenario);
  let answer = list.results.get(check) as readonly R[] | undefined;
  if (!answer) {
    const all: R[] = [];
    const { things, found, before } = list;
    let isKept = true;
    // Most checks find nothing, and then only what has changed is examined again.
    const changed = before?.results.get(check)?.length === 0 ? before.changed : undefined;
    const count = (changed ?? found).length;
    for (let at = 0; at < count; at++) {
      const i = changed ? changed[at]! : at;
      let results = found[i]!.results.get(check) as readonly R[] | undefined;
      if (!results) {
        yield;
        results = foundAt(things[i] as T, check, found[i]!, store, scenario);
        isKept &&= found[i]!.results.has(check);
      }
      for (const result of results) all.push(result);
    }
    answer = all;
    if (isKept) list.results.set(check, all);
  }
  return { answer, holdsIn: list.results.has(check) ? scenariosOf(list, store, scenario) : NO_SCENARIO };
}

function listIn(store: Store, scenario: Scenario): List {
  const { history, version, self, reads } = scenario.values;
  const things = store.things(scenario, '');
  const read = reads.pop()!;
  return cachedOrNew(
    store.listsOf(history),
    version,
    (one) => (scenariosOf(one, store, scenario) & self) !== 0,
    (last) => newList(things, read, last, store, scenario),
  );
}

function scenariosOf(list: List, { narrowed }: Store, scenario: Scenario): ScenarioSet {
  const { version } = scenario.values;
  if (list.version !== version || list.narrowed !== narrowed) {
    list.holdsIn = sameIn(list.read, everyScenario(scenario.values), scenario);
    for (const one of list.found) {
      if (list.holdsIn === NO_SCENARIO) break;
      list.holdsIn &= foundHoldsIn(one, scenario);
    }
    list.version = version;
    list.narrowed = narrowed;
  }
  return list.holdsIn;
}

/** The scenarios in which everything that was read for a thing has the same value. */
function foundHoldsIn(found: Found, scenario: Scenario): ScenarioSet {
  const { version } = scenario.values;
  if (found.version !== version) {
    found.holdsIn = scenariosWith(found.reads, scenario);
    found.version = version;
  }
  return found.holdsIn;
}

function newList(
  things: readonly object[],
  read: Read,
  last: List | undefined,
  store: Store,
  scenario: Scenario,
): List {
  const { version, self } = scenario.values;
  const holds = (one: Found) => (foundHoldsIn(one, scenario) & self) !== 0;
  const isAlike = last?.things.length === things.length;
  const changed: number[] = [];
  const found = things.map((thing, i): Found => {
    const before = last?.things[i] === thing ? last.found[i] : undefined;
    if (before && holds(before)) return before;
    changed.push(i);
    return cachedOrNew(recentOf(store.found, thing), version, holds, () => ({
      reads: [],
      results: new Map(),
      version: 0,
      holdsIn: NO_SCENARIO,
    }));
  });
  return {
    things,
    read,
    found,
    results: new Map(),
    before: last && isAlike ? { results: last.results, changed } : undefined,
    version: 0,
    narrowed: 0,
    holdsIn: NO_SCENARIO,
  };
}

function foundAt<T extends object, R extends object>(
  thing: T,
  check: CheckThing<T, R>,
  found: Found,
  store: Store,
  scenario: Scenario,
): readonly R[] {
  const { answer, reads } = trackReads(scenario, () => [...check(thing, watchedIn(scenario))]);
  // Not recorded, so that the reports of other checks on the thing stay valid.
  if (endsWithVersion(reads) || !answer.every(movesWithText)) return answer;
  for (const read of reads) {
    if (found.reads.includes(read)) continue;
    found.reads.push(read);
    if (found.version !== scenario.values.version) continue;
    const left = sameIn(read, found.holdsIn, scenario);
    // Lists with this thing compute their scenarios anew.
    if (left !== found.holdsIn) store.narrowed++;
    found.holdsIn = left;
  }
  found.results.set(check, answer);
  return answer;
}
