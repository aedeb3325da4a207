import { placementSchemaOf } from '../../../aws/schema/placementSchema.ts';
import {
  propertySchema,
  type ResourceSchema,
  type Schema,
  schemaOf,
  typesOf,
  wholeSchema,
} from '../../../aws/schema/schema.ts';
import { memoized } from '../../../memo.ts';
import type { Span } from '../../../syntax/span.ts';
import {
  type Entry,
  entriesOf,
  entryAt,
  type Mapping,
  type Node,
  resolved,
  type Sequence,
} from '../../../syntax/tree.ts';
import { evaluate } from '../../../template/evaluation/evaluate.ts';
import { argumentsOf, callOf } from '../../../template/evaluation/intrinsic.ts';
import { conditionHolds, globalsFor, isCreated, readsSince } from '../../../template/evaluation/reads.ts';
import type { Read, Scenario } from '../../../template/evaluation/scenario.ts';
import type { Value } from '../../../template/evaluation/value.ts';
import { varies } from '../../../template/evaluation/values.ts';
import { ignoresGlobal } from '../../../template/ignoredGlobals.ts';
import type { Resource } from '../../../template/resource.ts';
import type { Check, CheckedFile, Report } from '../../defineRule.ts';
import { each } from '../../each.ts';
import { restingOnReads } from '../../engine/keptByThing.ts';
import { scenarioOf } from '../../engine/watchedFile.ts';

/** A value below the properties of a resource, with what CloudFormation accepts there. */
type SchemaPlace = ObjectPlace | ListPlace | ValuePlace;

interface PlaceBase {
  readonly resource: Owner;
  readonly schema: Schema;
  /**
   * The nearest property: the one with this value, or with the list that contains it; `Properties` for a resource's
   * own mapping.
   */
  readonly property: string;
  /** The type's name, with the properties down to this one: `AWS::EC2::SecurityGroup.SecurityGroupIngress`. */
  readonly path: string;
}

/** A mapping of properties. */
export interface ObjectPlace extends PlaceBase {
  readonly kind: 'object';
  /** The key with this mapping as its value; the logical id for the properties of a resource. */
  readonly key: Span;
  /** Undefined where a resource has no properties at all. */
  readonly mapping: Mapping | undefined;
  readonly entries: readonly Entry[];
  /** The names of the properties that have a value in this scenario. */
  readonly given: ReadonlySet<string>;
}

/** A list that is written out, not returned by a function. */
export interface ListPlace extends PlaceBase {
  readonly kind: 'list';
  readonly node: Sequence;
  readonly key: Span;
  /** How many items there are in this scenario; undefined where that is decided at deployment. */
  readonly count: number | undefined;
}

/** A scalar, a call, or anything else where a scalar is expected. */
export interface ValuePlace extends PlaceBase {
  readonly kind: 'value';
  /** The node as written, in the branch of `Fn::If` that is taken. */
  readonly node: Node;
  readonly value: Value;
}

/** The checks of a rule, by the kind of place. */
interface PlaceChecks {
  readonly object?: (place: ObjectPlace, file: CheckedFile) => Iterable<Report>;
  readonly list?: (place: ListPlace, file: CheckedFile) => Iterable<Report>;
  /** A template has ten times as many values as objects: a generator for each would be a tenth of all that a check allocates. */
  readonly value?: (place: ValuePlace, file: CheckedFile) => readonly Report[];
  readonly output?: (output: Entry, file: CheckedFile) => readonly Report[];
}

/** The check of a rule about the places of a resource, as far as its type is known. */
export function eachPlace(checks: PlaceChecks): Check {
  return each<Owner | Entry>(checks.output ? ownersAndOutputsIn : ownersIn, (owner, file) => {
    if (isOutput(owner)) return checks.output?.(owner, file) ?? NONE;
    const reports: Report[] = [];
    for (const place of placesIn(owner, scenarioOf(file)!))
      for (const report of reportsAt(place, checks, file)) reports.push(report);
    return reports;
  });
}

function reportsAt(place: SchemaPlace, checks: PlaceChecks, file: CheckedFile): Iterable<Report> {
  switch (place.kind) {
    case 'object':
      return checks.object?.(place, file) ?? NONE;
    case 'list':
      return checks.list?.(place, file) ?? NONE;
    case 'value':
      return checks.value?.(place, file) ?? NONE;
  }
}

const NONE: readonly Report[] = [];

/** In a broken file, what is missing may be in the part that could not be read. */
const ownersIn = restingOnReads(({ scenario, isBroken }: CheckedFile): readonly Owner[] => {
  if (!scenario || scenario.template.hasMacros || isBroken) return [];
  const resources = [...scenario.template.resources.values()].filter(
    (resource) =>
      (schemaOf(resource.type) ?? placementSchemaOf(resource.type)) && isCreated(resource, scenario),
  );
  return [
    ...resources,
    ...sharedBy(
      resources.filter(({ type }) => type === FUNCTION),
      scenario,
    ),
  ];
});

const ownersAndOutputsIn = restingOnReads((file: CheckedFile): readonly (Owner | Entry)[] => {
  const { scenario, isBroken } = file;
  if (!scenario || scenario.template.hasMacros || isBroken) return [];
  return [...ownersIn(file), ...scenario.template.outputs];
});

function isOutput(thing: Owner | Entry): thing is Entry {
  return !('type' in thing);
}

type Owner = Resource | SharedProperty;

const FUNCTION = 'AWS::Serverless::Function';

/** A property in `Globals`, with the functions that do not state it themselves. */
interface SharedProperty {
  readonly id: 'Globals';
  readonly type: typeof FUNCTION;
  readonly shared: Entry;
}

/**
 * The properties in `Globals` that SAM copies into functions without their own:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
function sharedBy(functions: readonly Resource[], scenario: Scenario): readonly SharedProperty[] {
  if (functions.length === 0) return [];
  const written = resolved(globalsFor(scenario, 'Function'));
  if (written?.kind !== 'mapping' || callOf(written)) return [];
  const isShared = ({ key }: Entry) =>
    functions.some((one) => !entryAt(one.properties, key.text) && !ignoresGlobal(one.body, key.text));
  return written.entries.filter(isShared).map(sharedProperty);
}

const sharedProperty = memoized(
  (shared: Entry): SharedProperty => ({ id: 'Globals', type: FUNCTION, shared }),
);

export function isOfGlobals(owner: Owner): owner is SharedProperty {
  return 'shared' in owner;
}

interface PlacesOfResource {
  readonly places: readonly SchemaPlace[];
  readonly reads: readonly Read[];
}

/**
 * Several rules check the same places, and most places are the same in every scenario. The next version does not use
 * them.
 */
function placesIn(resource: Owner, scenario: Scenario): readonly SchemaPlace[] {
  const { values } = scenario;
  const sharedCache = placesCache.get(values.sharedCache) ?? new Map<Owner, PlacesOfResource>();
  placesCache.set(values.sharedCache, sharedCache);
  const ownCache = placesCache.get(scenario) ?? new Map<Owner, PlacesOfResource>();
  placesCache.set(scenario, ownCache);
  const known = sharedCache.get(resource) ?? ownCache.get(resource);
  if (known) {
    values.reads.push(...known.reads);
    return known.places;
  }
  const before = values.reads.length;
  const places = placesOfResource(resource, scenario);
  const reads = readsSince(values, before);
  (varies(reads, values) ? ownCache : sharedCache).set(resource, { places, reads });
  return places;
}

/** Cached by what the scenarios of a version share, or by one of them. */
const placesCache = new WeakMap<object, Map<Owner, PlacesOfResource>>();

function placesOfResource(resource: Owner, scenario: Scenario): readonly SchemaPlace[] {
  const schema = schemaOf(resource.type);
  if (schema) return placesOf(resource, schema, scenario);
  // Of objects and lists nothing is known but that they hold these ids.
  return placesOf(resource, placementSchemaOf(resource.type)!, scenario).filter(
    ({ kind }) => kind === 'value',
  );
}

/** The places of a resource; empty if a macro may change its properties. */
function placesOf(resource: Owner, schema: ResourceSchema, scenario: Scenario): readonly SchemaPlace[] {
  const places: SchemaPlace[] = [];
  const walk: Walk = { resource, root: schema, scenario, places, depth: 0 };
  const base = { schema, property: 'Properties', path: resource.type };
  if (isOfGlobals(resource)) return visitEntry(resource.shared, base, walk) ? places : [];
  const properties = resolved(resource.properties);
  if (properties === undefined || (properties.kind === 'scalar' && properties.value === null)) {
    // A macro in the body may write the properties.
    if (entriesOf(resource.body).some(({ key }) => key.text === 'Fn::Transform')) return [];
    const none = { kind: 'object', resource, key: resource.key, mapping: undefined, entries: [] } as const;
    return [{ ...none, ...base, given: new Set() }];
  }
  if (properties.kind !== 'mapping' || callOf(properties)) return [];
  return visitObject(properties, resource.key, base, walk) ? places : [];
}

interface Walk {
  readonly resource: Owner;
  readonly root: ResourceSchema;
  readonly scenario: Scenario;
  readonly places: SchemaPlace[];
  readonly depth: number;
}

type Site = Pick<PlaceBase, 'schema' | 'property' | 'path'>;

/** An alias inside of itself goes on for ever; no property is this deep. */
const MAX_DEPTH = 30;

/** False if a macro may replace it. */
function visit(node: Node | undefined, key: Span, site: Site, walk: Walk): boolean {
  const target = takenBranch(node, walk.scenario);
  if (!target || walk.depth > MAX_DEPTH) return true;
  const call = target.kind !== 'scalar' || target.tag !== undefined ? callOf(target) : undefined;
  if (call?.name === 'Fn::Transform') return false;
  if (target.kind === 'mapping' && isFilledInLater(target)) return true;
  const inner = { ...walk, depth: walk.depth + 1 };
  const base = { resource: walk.resource, ...site };
  if (!call && target.kind === 'mapping' && typesOf(site.schema).every((type) => type === 'object'))
    return site.schema.properties ? visitObject(target, key, site, inner) : true;
  if (!call && target.kind === 'sequence' && typesOf(site.schema).includes('array')) {
    walk.places.push({ kind: 'list', ...base, node: target, key, count: countOf(target, walk.scenario) });
    const { items: ofItems } = site.schema;
    if (!ofItems) return true;
    const schema = wholeSchema(ofItems, walk.root);
    return target.items.every((item) => visit(item, item, { ...site, schema }, inner));
  }
  const value = evaluate(target, walk.scenario);
  if (value.kind !== 'absent') walk.places.push({ kind: 'value', ...base, node: target, value });
  return true;
}

function visitObject(mapping: Mapping, key: Span, site: Site, walk: Walk): boolean {
  const entries = entriesOf(mapping);
  if (entries.some((entry) => entry.key.text.startsWith('Fn::'))) {
    // A loop or a macro in the mapping adds properties of its own.
    return !entries.some((entry) => entry.key.text === 'Fn::Transform');
  }
  if (!entries.every((entry) => IS_NAME.test(entry.key.text))) return true;
  const given = new Set<string>();
  for (const { key: name, value } of entries) {
    if (isGiven(value, walk.scenario) !== false) given.add(name.text);
  }
  const { resource } = walk;
  walk.places.push({ kind: 'object', resource, ...site, key, mapping, entries, given });
  return entries.every((entry) => visitEntry(entry, site, walk));
}

function visitEntry({ key, value }: Entry, site: Site, walk: Walk): boolean {
  const own = propertySchema(site.schema, key.text);
  if (!own) return !mayHoldMacro(value);
  const schema = wholeSchema(own, walk.root);
  return visit(value, key, { schema, property: key.text, path: `${site.path}.${key.text}` }, walk);
}

/** Any other name is a placeholder that another tool replaces before AWS reads it. */
const IS_NAME = /^[A-Za-z0-9]+$/;

/**
 * `Key: {{ name }}` and `Key: {name}` without quotes are mappings in YAML, until a tool puts a text there. Dynamic
 * references, which stay one, have their own rule.
 */
function isFilledInLater({ entries, style }: Mapping): boolean {
  const [only, ...others] = entries;
  const isName = only && others.length === 0 && style === 'flow' && only.value.start === only.value.end;
  return isName || entries.some(({ key }) => key.text.startsWith('{'));
}

/** Whether there is a value in a scenario; undefined where that is decided at deployment. */
function isGiven(node: Node, scenario: Scenario): boolean | undefined {
  const target = resolved(node);
  if (!target || (target.kind === 'scalar' && target.tag === undefined))
    return target !== undefined && target.value !== null;
  // Only the value of a call can be AWS::NoValue.
  if (!callOf(target)) return true;
  const { kind } = evaluate(target, scenario);
  return kind === 'unknown' ? undefined : kind !== 'absent';
}

function countOf({ items }: Sequence, scenario: Scenario): number | undefined {
  let count = 0;
  for (const item of items) {
    const there = isGiven(item, scenario);
    if (there === undefined && !ONE_ITEM.test(callOf(item)?.name ?? '')) return undefined;
    if (there !== false) count++;
  }
  return count;
}

/** Functions whose value is one item, in place of an item. */
const ONE_ITEM = /^(?:Ref|Fn::(?:GetAtt|ImportValue|Select|Sub|Join))$/;

/** Whether a node calls a macro, which right below an unknown property is that of the whole resource. */
function mayHoldMacro(node: Node): boolean {
  return callOf(node)?.name === 'Fn::Transform';
}

/** The branch that `Fn::If` takes in a scenario, followed through nested ones; undefined if it cannot be decided. */
function takenBranch(node: Node | undefined, scenario: Scenario): Node | undefined {
  let target = resolved(node);
  for (let depth = 0; target && depth < MAX_DEPTH; depth++) {
    const call = target.kind === 'scalar' && target.tag === undefined ? undefined : callOf(target);
    if (call?.name !== 'Fn::If') return target;
    const [name, whenTrue, whenFalse] = argumentsOf(call).map(resolved);
    if (name?.kind !== 'scalar') return undefined;
    const holds = conditionHolds(scenario, name.text);
    target = holds === undefined ? undefined : holds ? whenTrue : whenFalse;
  }
  return target;
}
