import { perHistory } from './perHistory.ts';
import type { LookUp, Read, Scenario, Scope, Source, Values } from './scenario.ts';
import { ANY_SCENARIO, firstOnes, indexIn, NO_SCENARIO, type ScenarioSet } from './scenarioSet.ts';

/**
 * Something in a scenario that values rest on. Whatever is being worked out while it is looked up holds wherever the same is
 * seen: in another scenario, or in a later version of the document.
 */
export interface Input<T> extends LookUp<T> {
  /** `of` of a read of it. */
  readonly of: (name: string) => string;
}

export const NONE: readonly Read[] = [];

/** For `isSame` of a list. */
export function haveSameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

interface InputOptions<T> {
  readonly scope?: Scope;
  readonly alike?: Source['alike'];
  readonly isSame?: (a: T, b: T) => boolean;
}

/** Lists and the like that are made anew in each version say with `isSame` when they are still the same. */
export function inputOf<T>(
  kind: string,
  look: LookUp<T>,
  { scope = 'scenario', isSame = Object.is, alike }: InputOptions<T> = {},
): Input<T> {
  const of = (name: string) => `${kind} ${name}`;
  const newSource = (name: string): Source => ({
    of: of(name),
    name,
    look,
    scope,
    alike,
    isSame: isSame as Source['isSame'],
    version: 0,
    looked: NO_SCENARIO,
    current: NONE,
    earlier: NONE,
  });
  const sourcesOf = perHistory((): Sources => ({ byName: new Map(), swept: 0 }));
  const read = (scenario: Scenario, name: string): T => {
    const { values } = scenario;
    const sources = sweptSources(sourcesOf(values.history), values);
    let source = sources.byName.get(name);
    if (!source) {
      source = newSource(name);
      sources.byName.set(name, source);
    }
    const one = readIn(source, scenario);
    values.reads.push(one);
    return one.seen as T;
  };
  return Object.assign(read, { of });
}

/** The sources of an input by name, without those that nobody has asked for lately. */
interface Sources {
  readonly byName: Map<string, Source>;
  swept: number;
}

const SWEEP_AFTER_VERSIONS = 16;

function sweptSources(sources: Sources, { version }: Values): Sources {
  if (version - sources.swept > SWEEP_AFTER_VERSIONS) {
    for (const [name, source] of sources.byName)
      if (source.version < sources.swept) sources.byName.delete(name);
    sources.swept = version;
  }
  return sources;
}

/** What a scenario sees there. A scenario never changes, so each looks once; whoever sees the same has the same read. */
function readIn(source: Source, scenario: Scenario): Read {
  const { version, self } = scenario.values;
  enter(source, version);
  if ((source.looked & self) !== NO_SCENARIO) return source.current.find(({ same }) => (same & self) !== 0)!;
  const { seen, alike } = lookedAt(source, scenario);
  const { current, earlier } = source;
  const known = readOf(seen, current, source) ?? readOf(seen, earlier, source);
  const read = known ?? { source, seen, version, looked: NO_SCENARIO, same: NO_SCENARIO, mark: 0 };
  if (read.version !== version) {
    read.version = version;
    read.looked = NO_SCENARIO;
    read.same = NO_SCENARIO;
  }
  read.looked |= alike;
  read.same |= alike;
  source.looked |= alike;
  // Mostly there is one, and it stays the same.
  if (current === NONE && earlier.length === 1 && read === earlier[0]) source.current = earlier;
  else if (!current.includes(read)) source.current = [...current, read];
  return read;
}

function readOf(seen: unknown, reads: readonly Read[], { isSame }: Source): Read | undefined {
  // Scenarios that see the same mostly see the same object, and lists and graphs take long to compare.
  for (const read of reads) if (Object.is(read.seen, seen)) return read;
  if (isSame === Object.is) return undefined;
  for (const read of reads) if (isSame(read.seen, seen)) return read;
  return undefined;
}

function enter(source: Source, version: number): void {
  if (source.version === version) return;
  source.version = version;
  source.looked = NO_SCENARIO;
  source.earlier = source.current;
  source.current = NONE;
}

/** The result of a look-up, and the scenarios that surely have the same. */
function lookedAt(
  source: Source,
  scenario: Scenario,
): { readonly seen: unknown; readonly alike: ScenarioSet } {
  const { reads } = scenario.values;
  const before = reads.length;
  const seen = source.look(scenario, source.name);
  const alike = alikeIn(source, scenario, before);
  // Reads that it makes itself are not recorded: the caller depends only on the result.
  reads.length = before;
  return { seen, alike };
}

/** `before` is the number of reads when it began to look. */
function alikeIn(source: Source, scenario: Scenario, before: number): ScenarioSet {
  const { self, varying, reads } = scenario.values;
  if (source.alike) return source.alike(scenario, source.name);
  switch (source.scope) {
    case 'version':
      return ANY_SCENARIO;
    case 'decided':
      return varying.has(source.of) ? self : ANY_SCENARIO;
    case 'reads': {
      let alike = ANY_SCENARIO;
      for (let i = before; i < reads.length; i++) alike &= reads[i]!.same;
      return alike;
    }
    default:
      return self;
  }
}

/** The scenarios of this version in which all of that is seen. */
export function scenariosWith(reads: readonly Read[], scenario: Scenario): ScenarioSet {
  let all = everyScenario(scenario.values);
  for (const read of reads) {
    all = sameIn(read, all, scenario);
    if (all === NO_SCENARIO) break;
  }
  return all;
}

/** In which of these scenarios of a version the same is seen. Many rest on the same read, so it is compared once. */
export function sameIn(read: Read, among: ScenarioSet, scenario: Scenario): ScenarioSet {
  const { version, scenarios } = scenario.values;
  if (read.version === version && (among & ~read.looked) === NO_SCENARIO) return read.same & among;
  const { source } = read;
  if (source.scope === 'never') return NO_SCENARIO;
  enter(source, version);
  for (let rest = among & ~source.looked; rest !== NO_SCENARIO; rest = among & ~source.looked)
    readIn(source, scenarios[indexIn(rest)] ?? scenario);
  const { current } = source;
  const like = current.includes(read) ? read : readOf(read.seen, current, source);
  read.version = version;
  read.looked = source.looked;
  read.same = like?.same ?? NO_SCENARIO;
  return read.same & among;
}

/** All of a version; a scenario that stands alone is the only one. */
export function everyScenario({ scenarios, self }: Values): ScenarioSet {
  return scenarios.length === 0 ? self : firstOnes(scenarios.length);
}

/** For what is looked up anew each time. */
export function neverTheSame(of: string): Read {
  const source: Source = {
    of,
    name: '',
    look: () => of,
    scope: 'never',
    alike: undefined,
    isSame: () => false,
    version: 0,
    looked: NO_SCENARIO,
    current: NONE,
    earlier: NONE,
  };
  return { source, seen: undefined, version: 0, looked: NO_SCENARIO, same: NO_SCENARIO, mark: 0 };
}
