import { valueAt } from '../../syntax/tree.ts';
import type { History, Look, Read, Scenario, Values } from './scenario.ts';

/**
 * Something in a scenario that values rest on. Whatever is being worked out while it is looked up holds wherever the same is
 * seen: in another scenario, or in a later version of the document.
 */
export interface Input<T> extends Look<T> {
  /** `of` of a read of it. */
  readonly of: (name: string) => string;
}

/** Lists and the like that are made anew in each version say with `isSame` when they are still the same. */
export function inputOf<T>(
  kind: string,
  look: Look<T>,
  isSame: (a: T, b: T) => boolean = Object.is,
): Input<T> {
  const of = (name: string) => `${kind} ${name}`;
  const ofHistory = new WeakMap<History, Noted>();
  const read = (scenario: Scenario, name: string): T => {
    const { values } = scenario;
    const seen = lookedAt(look, scenario, name);
    const noted = notedIn(values, ofHistory);
    const before = noted.current.get(name) ?? noted.earlier.get(name);
    const one =
      before && isSame(before.seen as T, seen)
        ? before
        : {
            of: of(name),
            name,
            seen,
            look,
            isSame: isSame as Read['isSame'],
            checkedIn: values.scenario,
            holds: true,
          };
    noted.current.set(name, one);
    values.reads.push(one);
    return one.seen as T;
  };
  return Object.assign(read, { of });
}

/** What is looked up on the way is no read of its own: who reads an input rests on what comes out. */
function lookedAt<T>(look: Look<T>, scenario: Scenario, name: string): T {
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

export const parameterNamed = inputOf('parameter', ({ template }, name) => template.parameters.get(name));

/** What a scenario binds a parameter to, as a text: equal for bindings to the same. A default is the parameter's own. */
export const bindingInWords = inputOf('binding', ({ bindings }, name) => {
  const binding = bindings.get(name);
  return binding?.kind === 'fixed' ? `fixed ${binding.text}` : binding?.kind;
});

export const conditionHolds = inputOf('condition', ({ conditions }, name) => conditions.get(name));

export const mappingNamed = inputOf('mapping', ({ template }, name) => template.mappings.get(name));

/** Whether a macro writes some of the mappings. */
export const hasMadeMappings = inputOf('mappings', ({ template: { mappings } }) =>
  [...mappings.keys()].some((name) => name.startsWith('Fn::')),
);

/** A resource with everything that it says. */
export const resourceNamed = inputOf('resource', ({ template }, name) => template.resources.get(name));

/** The type of a resource, empty where none is written; undefined where there is no such resource. */
export const typeNamed = inputOf('type', ({ template }, name) => template.resources.get(name)?.type);

/** The name of the condition on a resource; undefined where it has none, or where there is no such resource. */
export const conditionOf = inputOf(
  'condition of',
  ({ template }, name) => template.resources.get(name)?.condition,
);

/** What SAM's `Globals` say of a kind of resource. */
export const globalsFor = inputOf('globals', ({ template }, kind) => valueAt(template.globals, kind));

export const isSam = inputOf('SAM', ({ template }) => template.isSam);

/** For what rests on other files, which change without the document. */
export const OTHER_FILES: Read = neverTheSame('other files');

/** For what is worked out anew in each version. */
export const THIS_VERSION: Read = neverTheSame('this version');

/** For what rests on the order in which values were worked out: a value that is asked for within itself. */
export const ITSELF: Read = neverTheSame('itself');

function neverTheSame(of: string): Read {
  return { of, name: '', seen: undefined, look: () => of, isSame: Object.is, checkedIn: 0, holds: false };
}

interface Made<T> {
  readonly answer: T;
  readonly reads: readonly Read[];
}

/** What was made in the scenarios of one version, and what in those of the version before. */
interface Kept<T> {
  version: number;
  current: Made<T>[];
  earlier: readonly Made<T>[];
}

/**
 * Makes a function that works its answer out once for all scenarios, and for all versions of the document that still have
 * the key, in which everything that was looked up comes out the same. The answer may name nodes, which move with the text.
 */
export function keptByReads<K extends object, T>(
  make: (key: K, scenario: Scenario) => T,
): (key: K, scenario: Scenario) => T {
  const kept = new WeakMap<K, Kept<T>>();
  const madeIn = (key: K, scenario: Scenario): Made<T> => {
    const { version } = scenario.values;
    let known = kept.get(key);
    if (!known) {
      known = { version, current: [], earlier: [] };
      kept.set(key, known);
    } else if (known.version !== version) {
      known.earlier = known.current;
      known.current = [];
      known.version = version;
    }
    const isSameMade = ({ reads }: Made<T>) => areTheSame(reads, scenario);
    const same = known.current.find(isSameMade);
    if (same) return same;
    const made = known.earlier.find(isSameMade) ?? workedOut(scenario, () => make(key, scenario));
    known.current.push(made);
    return made;
  };
  return (key, scenario) => {
    const { answer, reads } = madeIn(key, scenario);
    for (const read of reads) scenario.values.reads.push(read);
    return answer;
  };
}

export function areTheSame(reads: Iterable<Read>, scenario: Scenario): boolean {
  for (const read of reads) if (!isTheSame(read, scenario)) return false;
  return true;
}

/** Many rest on the same read, so each is looked at once. */
function isTheSame(read: Read, scenario: Scenario): boolean {
  const { scenario: number } = scenario.values;
  if (read.checkedIn !== number) {
    read.holds = read.isSame(lookedAt(read.look, scenario, read.name), read.seen);
    read.checkedIn = number;
  }
  return read.holds;
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
