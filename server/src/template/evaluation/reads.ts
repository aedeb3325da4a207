import { valueAt } from '../../syntax/tree.ts';
import type { History, LookUp, Read, Scenario, Scope, Values } from './scenario.ts';

/**
 * Something in a scenario that values rest on. Whatever is being worked out while it is looked up holds wherever the same is
 * seen: in another scenario, or in a later version of the document.
 */
export interface Input<T> extends LookUp<T> {
  /** `of` of a read of it. */
  readonly of: (name: string) => string;
}

/** Lists and the like that are made anew in each version say with `isSame` when they are still the same. */
export function inputOf<T>(
  kind: string,
  look: LookUp<T>,
  { scope = 'scenario', isSame = Object.is }: { scope?: Scope; isSame?: (a: T, b: T) => boolean } = {},
): Input<T> {
  const of = (name: string) => `${kind} ${name}`;
  const ofHistory = new WeakMap<History, Noted>();
  const read = (scenario: Scenario, name: string): T => {
    const { values } = scenario;
    const noted = notedIn(values, ofHistory);
    const known = noted.current.get(name);
    // Loops look at the same thing again and again, and a scenario never changes.
    if (known && (scope === 'version' || (known.checkedIn === values.scenario && known.holds))) {
      values.reads.push(known);
      return known.seen as T;
    }
    const seen = lookedAt(look, scenario, name);
    const before = known ?? noted.earlier.get(name);
    const one =
      before && isSame(before.seen as T, seen)
        ? before
        : {
            of: of(name),
            name,
            seen,
            look,
            scope,
            isSame: isSame as Read['isSame'],
            checkedIn: scope === 'version' ? -values.version : values.scenario,
            holds: true,
            comparedIn: 0,
            isInAll: false,
          };
    noted.current.set(name, one);
    values.reads.push(one);
    return one.seen as T;
  };
  return Object.assign(read, { of });
}

/** What is looked up on the way is no read of its own: who asks rests on what comes out. */
export function lookedAt<T>(look: LookUp<T>, scenario: Scenario, name: string): T {
  const { reads } = scenario.values;
  const before = reads.length;
  const seen = look(scenario, name);
  reads.length = before;
  return seen;
}

/** The reads of an input by name, in one version of a document and in the one before: who sees the same has the same object. */
interface Noted {
  version: number;
  current: Map<string, Read>;
  earlier: ReadonlyMap<string, Read>;
}

function notedIn({ history, version }: Values, ofHistory: WeakMap<History, Noted>): Noted {
  let noted = ofHistory.get(history);
  if (!noted) {
    noted = { version, current: new Map(), earlier: new Map() };
    ofHistory.set(history, noted);
  } else if (noted.version !== version) {
    noted.earlier = noted.current;
    noted.current = new Map();
    noted.version = version;
  }
  return noted;
}

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

/** What SAM's `Globals` say of a kind of resource. */
export const globalsFor = inputOf('globals', ({ template }, kind) => valueAt(template.globals, kind), {
  scope: 'version',
});

export const isSam = inputOf('SAM', ({ template }) => template.isSam, { scope: 'version' });

/** For what rests on other files, which change without the document. */
export const OTHER_FILES: Read = neverTheSame('other files');

/** For what is worked out anew in each version. */
export const THIS_VERSION: Read = neverTheSame('this version');

/** For what rests on the order in which values were worked out: a value that is asked for within itself. */
export const ITSELF: Read = neverTheSame('itself');

function neverTheSame(of: string): Read {
  return {
    of,
    name: '',
    seen: undefined,
    look: () => of,
    scope: 'never',
    isSame: Object.is,
    checkedIn: 0,
    holds: false,
    comparedIn: 0,
    isInAll: false,
  };
}

interface Made<T> {
  readonly answer: T;
  readonly reads: readonly Read[];
}

/** With what is looked at again in each scenario; the other reads are looked at once in a version. */
interface Kept<T> extends Made<T> {
  readonly inScenario: Read[];
  checkedIn: number;
  /** Whether it holds in all scenarios of that version; undefined until a second one asks. */
  isEverywhere: boolean | undefined;
}

/** What was made in the scenarios of one version, and what in those before, the last first. */
export interface Recent<T> {
  version: number;
  current: T[];
  earlier: readonly T[];
}

/**
 * What was made of a key lately and still holds, or else something new. Besides those of the version before, some older ones are
 * there too: a text that is broken for a moment is then as it was.
 */
export function recalled<K extends object, T>(
  kept: WeakMap<K, Recent<T>>,
  key: K,
  version: number,
  holds: (one: T) => boolean,
  make: (last: T | undefined) => T,
): T {
  let recent = kept.get(key);
  if (!recent) {
    recent = { version, current: [], earlier: [] };
    kept.set(key, recent);
  } else if (recent.version !== version) {
    const { current, earlier } = recent;
    const older = earlier.filter((one) => !current.includes(one));
    recent.earlier = older.length === 0 ? current : [...current, ...older].slice(0, 2 * current.length + 2);
    recent.current = [];
    recent.version = version;
  }
  const same = recent.current.find(holds);
  if (same !== undefined) return same;
  const one = recent.earlier.find(holds) ?? make(recent.current.at(-1) ?? recent.earlier[0]);
  recent.current.push(one);
  return one;
}

/**
 * Makes a function that works its answer out once for all scenarios, and for all versions of the document that still have
 * the key, in which everything that was looked up comes out the same. The answer may name nodes, which move with the text.
 */
export function keptByReads<K extends object, T>(
  make: (key: K, scenario: Scenario) => T,
): (key: K, scenario: Scenario) => T {
  const madeIn = madeByReads(make);
  return (key, scenario) => {
    const { answer, reads } = madeIn(key, scenario);
    for (const read of reads) scenario.values.reads.push(read);
    return answer;
  };
}

/** As `keptByReads`, for whoever asks on behalf of nobody who keeps an answer. */
export function keptAlone<K extends object, T>(
  make: (key: K, scenario: Scenario) => T,
): (key: K, scenario: Scenario) => T {
  const madeIn = madeByReads(make);
  return (key, scenario) => madeIn(key, scenario).answer;
}

function madeByReads<K extends object, T>(
  make: (key: K, scenario: Scenario) => T,
): (key: K, scenario: Scenario) => Made<T> {
  const kept = new WeakMap<K, Recent<Kept<T>>>();
  return (key, scenario) =>
    recalled(
      kept,
      key,
      scenario.values.version,
      (made) => holdsIn(made, scenario),
      () => {
        const made = workedOut(scenario, () => make(key, scenario));
        const inScenario = made.reads.filter(({ scope }) => scope !== 'version');
        return { ...made, inScenario, checkedIn: scenario.values.version, isEverywhere: undefined };
      },
    );
}

function holdsIn(made: Kept<unknown>, scenario: Scenario): boolean {
  const { version } = scenario.values;
  if (made.checkedIn !== version) {
    if (!areTheSame(made.reads, scenario)) return false;
    made.checkedIn = version;
    made.isEverywhere = undefined;
    return true;
  }
  if (made.isEverywhere) return true;
  const differs = made.inScenario.findIndex((read) => !isTheSame(read, scenario));
  if (differs >= 0) {
    // What differs here is likely to differ in the next scenario too, so it is looked at first there.
    const [first] = made.inScenario;
    made.inScenario[0] = made.inScenario[differs]!;
    made.inScenario[differs] = first!;
    return false;
  }
  made.isEverywhere ??= made.inScenario.every((read) => isInAllScenarios(read, scenario));
  return true;
}

export function areTheSame(reads: Iterable<Read>, scenario: Scenario): boolean {
  for (const read of reads) if (!isTheSame(read, scenario)) return false;
  return true;
}

/** Many rest on the same read, so each is looked at once. */
export function isTheSame(read: Read, scenario: Scenario): boolean {
  const { scenario: number, version } = scenario.values;
  if (read.comparedIn === version && read.isInAll) return true;
  // Numbers of versions and of scenarios do not meet: those of versions are below zero.
  const where = read.scope === 'version' ? -version : number;
  if (read.checkedIn !== where) {
    read.holds = read.isSame(lookedAt(read.look, scenario, read.name), read.seen);
    read.checkedIn = where;
  }
  return read.holds;
}

/** Whether all scenarios of the version see the same there as this one. */
export function isInAllScenarios(read: Read, { values }: Scenario): boolean {
  switch (read.scope) {
    case 'version':
      return true;
    case 'decided':
      return !values.varying.has(read.of);
    case 'never':
      return false;
    case 'scenario':
      if (read.comparedIn !== values.version) {
        read.isInAll = values.scenarios.every((one) => isTheSame(read, one));
        read.comparedIn = values.version;
      }
      return read.isInAll;
  }
}

/** Works something out and tells what was looked up for it. */
export function workedOut<T>(scenario: Scenario, work: () => T): Made<T> {
  const { values } = scenario;
  const before = values.reads.length;
  const outer = working;
  working = scenario;
  try {
    const answer = work();
    return { answer, reads: readsSince(values, before) };
  } finally {
    working = outer;
    values.reads.length = before;
  }
}

/** The scenario in which something is being worked out. */
let working: Scenario | undefined;

/** For what is reached without a scenario: whatever is being worked out rests on it. */
export function noteRead(input: Input<unknown>, name: string): void {
  if (working) input(working, name);
}

/** What was looked up since there were so many reads, each thing once: what is read twice by two that are read twice is not read four times. */
export function readsSince({ reads }: Scenario['values'], before: number): readonly Read[] {
  if (reads.length === before) return NONE;
  const since = [...new Set(reads.slice(before))];
  reads.length = before;
  for (const read of since) reads.push(read);
  return since;
}

const NONE: readonly Read[] = [];
