import { memoized } from '../memo.ts';
import { addTo } from '../multimap.ts';
import { type Entry, entriesOf, type Node, resolved, type SyntaxTree } from '../syntax/tree.ts';
import { perHistory } from './evaluation/perHistory.ts';
import {
  cachedOrNew,
  conditionHolds,
  conditionOf,
  keptByReads,
  noneRecent,
  parameterNamed,
  typeNamed,
} from './evaluation/reads.ts';
import type { History, Scenario } from './evaluation/scenario.ts';
import { entriesIn, type NameUse, type Reference, referencesUnder, usesUnder } from './references.ts';
import type { Resource } from './resource.ts';

/**
 * CloudFormation creates one resource after another, because it refers to it or names it in `DependsOn`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
 */
export interface Dependency {
  readonly from: string;
  readonly to: string;
  /** False if the order is not certain: for resources that SAM generates, and for names outside of `Properties`. */
  readonly isCertain: boolean;
}

/** The order in which CloudFormation creates the resources of a template in one scenario. */
export interface DependencyGraph {
  /** By resource: its direct dependencies, each once, in the order of the text. */
  readonly of: ReadonlyMap<string, readonly Dependency[]>;
  /**
   * Resources that may have further dependencies, because `Fn::ForEach`, `Fn::Transform` or an alias adds a part of
   * them.
   */
  readonly open: ReadonlySet<string>;
}

/**
 * The same object for all scenarios and versions in which the resources name the same. Macros can rewrite everything;
 * the caller checks for them.
 */
export function dependenciesIn(tree: SyntaxTree, scenario: Scenario): DependencyGraph {
  return graphOf(sourcesIn(tree, scenario), scenario);
}

/** What the graph is computed from, the same in every scenario. */
interface Sources {
  readonly named: readonly Named[];
  readonly open: ReadonlySet<string>;
}

const graphOf = keptByReads(({ named, open }: Sources, scenario): DependencyGraph => {
  const all = named.map((one) => [one.from, dependenciesOf(one, scenario)] as const);
  return { of: new Map(all.filter(([, own]) => own.length > 0)), open };
});

/** What each resource names: the list of an earlier version as long as every resource names the same. */
export function namesInTemplate(tree: SyntaxTree, scenario: Scenario): Sources['named'] {
  return sourcesIn(tree, scenario).named;
}

function sourcesIn(tree: SyntaxTree, { template, values }: Scenario): Sources {
  let sources = byTree.get(tree);
  if (!sources) {
    const entries = entriesIn(tree, 'Resources');
    const isReadWhole = new Set<string>();
    for (const entry of entries) if (!hasAlias(entry)) isReadWhole.add(entry.key.text);
    const open = [...template.resources.values()].filter((one) => !isReadWhole.has(one.id) || isOpen(one));
    const fresh: Sources = {
      named: entries.map((entry) => namedBy(entry, tree, values.history)),
      open: new Set(open.map(({ id }) => id)),
    };
    sources = cachedOrNew(
      recent(values.history),
      values.version,
      (one) =>
        areSame(one.named, fresh.named, Object.is) && areSame([...one.open], [...fresh.open], Object.is),
      () => fresh,
    );
    byTree.set(tree, sources);
  }
  return sources;
}

const byTree = new WeakMap<SyntaxTree, Sources>();

const recent = perHistory(() => noneRecent<Sources>());

/** The names inside of a resource. */
interface Named {
  readonly from: string;
  readonly uses: readonly NameUse[];
}

/** The object of an earlier version if the resource still names the same, which is so after most edits. */
function namedBy(entry: Entry, tree: SyntaxTree, history: History): Named {
  const known = namedByEntry.get(entry);
  if (known) return known;
  const last = lastNamed(history);
  const from = entry.key.text;
  const uses = usesUnder(entry, 'Resources', tree);
  const before = last.get(from);
  const made = before && JSON.stringify(before.uses) === JSON.stringify(uses) ? before : { from, uses };
  last.set(from, made);
  namedByEntry.set(entry, made);
  return made;
}

/** By the logical ids of resources. */
const lastNamed = perHistory(() => new Map<string, Named>());

const namedByEntry = new WeakMap<Entry, Named>();

const dependenciesOf = keptByReads(({ from, uses }: Named, scenario): readonly Dependency[] => {
  if (uses.length === 0 || !isThere(from, scenario)) return [];
  const isCertain = new Map<string, boolean>();
  for (const use of uses) {
    const how = waitsFor(use, from, scenario);
    if (how) isCertain.set(use.name, isCertain.get(use.name) === true || how === 'certainly');
  }
  return [...isCertain].map(([to, certain]) => ({ from, to, isCertain: certain }));
});

function isSameDependency(a: Dependency, b: Dependency): boolean {
  return a.from === b.from && a.to === b.to && a.isCertain === b.isCertain;
}

/** Whether the resources are created in the same order in two scenarios or two versions of a template. */
export function areSameDependencies(a: DependencyGraph, b: DependencyGraph): boolean {
  if (a === b) return true;
  if (a.of.size !== b.of.size || !areSame([...a.open], [...b.open], Object.is)) return false;
  const others = b.of.values();
  for (const own of a.of.values()) if (!areSame(own, others.next().value!, isSameDependency)) return false;
  return true;
}

function areSame<T>(a: readonly T[], b: readonly T[], isSame: (one: T, other: T) => boolean): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => one === b[i] || isSame(one, b[i]!)));
}

const isOpen = memoized(({ body, properties }: Resource): boolean =>
  [body, resolved(properties)].some((node) => entriesOf(node).some(({ key }) => key.text.startsWith('Fn::'))),
);

/** An alias's value is at its anchor, which may be in another resource. */
const hasAlias = memoized(({ value }: Entry): boolean => {
  const visit = (node: Node): boolean => {
    if (node.kind === 'sequence') return node.items.some(visit);
    if (node.kind === 'mapping') return node.entries.some((entry) => visit(entry.value));
    return node.kind === 'alias';
  };
  return visit(value);
});

function isThere(id: string, scenario: Scenario): boolean {
  if (typeNamed(scenario, id) === undefined) return false;
  const condition = conditionOf(scenario, id);
  return condition === undefined || conditionHolds(scenario, condition) === true;
}

/** Whether this mention makes CloudFormation create the resource after the one that it names. */
function waitsFor(
  { by, name, place: [, , key], sections, guards }: NameUse,
  from: string,
  scenario: Scenario,
): 'certainly' | 'perhaps' | undefined {
  if (!sections.includes('Resources') || !isThere(name, scenario)) return undefined;
  // If a parameter and a resource have the same name, the name means the parameter.
  if (by !== 'Fn::GetAtt' && by !== 'DependsOn' && parameterNamed(scenario, name)) return undefined;
  if (!guards.every(({ condition, holds }) => conditionHolds(scenario, condition) === holds))
    return undefined;
  // SAM generates several resources from one, and not each of them depends on what the original names.
  const isSam = [from, name].some((id) => typeNamed(scenario, id)?.startsWith('AWS::Serverless::'));
  const isRead = key === (by === 'DependsOn' ? 'DependsOn' : 'Properties');
  return isRead && !isSam ? 'certainly' : 'perhaps';
}

/** The first place in a resource that certainly makes it depend on another. */
export function placeOfDependency(
  { from, to }: Dependency,
  tree: SyntaxTree,
  scenario: Scenario,
): Reference | undefined {
  const entry = entriesIn(tree, 'Resources').find(({ key }) => key.text === from);
  if (!entry) return undefined;
  return referencesUnder(entry, 'Resources', tree).find(
    (one) => one.name === to && waitsFor(one, from, scenario) === 'certainly',
  );
}

/** Every resource that is, or may be, created after this one (transitively), including itself. */
export function createdAfter(id: string, graph: DependencyGraph): ReadonlySet<string> {
  const byId = laterResources.get(graph) ?? new Map<string, ReadonlySet<string>>();
  laterResources.set(graph, byId);
  let after = byId.get(id);
  if (!after) {
    after = reachedFrom([id, ...graph.open], graph);
    byId.set(id, after);
  }
  return after;
}

const laterResources = new WeakMap<DependencyGraph, Map<string, ReadonlySet<string>>>();

/** As `createdAfter`, without resources whose order is only possible. */
export function surelyAfter(id: string, graph: DependencyGraph): ReadonlySet<string> {
  return reachedFrom([id], graph);
}

function reachedFrom(ids: readonly string[], graph: DependencyGraph): ReadonlySet<string> {
  const after = new Set(ids);
  const dependents = dependentsIn(graph);
  for (const one of after) for (const other of dependents.get(one) ?? []) after.add(other);
  return after;
}

/** By resource: those that depend on it directly. */
function dependentsIn(graph: DependencyGraph): ReadonlyMap<string, readonly string[]> {
  let dependents = dependentsByGraph.get(graph);
  if (!dependents) {
    const lists = new Map<string, string[]>();
    for (const { from, to } of [...graph.of.values()].flat()) {
      addTo(lists, to, from);
    }
    dependents = lists;
    dependentsByGraph.set(graph, dependents);
  }
  return dependents;
}

const dependentsByGraph = new WeakMap<DependencyGraph, ReadonlyMap<string, readonly string[]>>();
