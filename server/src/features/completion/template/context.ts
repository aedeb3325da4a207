import type { Command } from 'vscode-languageserver-types';
import type { Analysis } from '../../../analysis.ts';
import { SAM_GLOBALS } from '../../../aws/samGlobals.ts';
import { propertySchema, type ResourceSchema, type Schema, wholeSchema } from '../../../aws/schema/schema.ts';
import { memoized } from '../../../memo.ts';
import { addTo } from '../../../multimap.ts';
import type { Network } from '../../../network/model.ts';
import { networkOfTemplate } from '../../../network/template/networkOfTemplate.ts';
import type { CursorContext } from '../../../syntax/place/place.ts';
import { entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { isNestedStack, LOCATION, writtenPath } from '../../../template/crossStack/resolver.ts';
import { callOf } from '../../../template/evaluation/intrinsic.ts';
import type { Parameter } from '../../../template/parameter.ts';
import type { Template } from '../../../template/template.ts';
import { samSchema } from '../../samSchema.ts';
import { writableSchema } from '../../writableSchema.ts';
import type { CompletionOptions, ExportedValue, OutputValue } from '../options.ts';
import { policyAt } from './policies.ts';

/** The input of every completion in a template. */
export interface Context {
  readonly analysis: Analysis;
  readonly template: Template;
  /** The networks of all scenarios. */
  readonly networks: readonly Network[];
  readonly place: CursorContext;
  /** The path from the root to the place: keys, indexes and the long names of functions. */
  readonly path: readonly (string | number)[];
  /** What the section has under the first name of the path: a resource, also one within a loop. */
  readonly owner: Node | undefined;
  /** The variables of the loops around the place, the innermost last. */
  readonly variables: readonly string[];
  /** The types of resources by logical id, including those in broken text. */
  readonly types: ReadonlyMap<string, string>;
  /** True if there are resources in broken text, of which only names and types are known. */
  readonly hasLost: boolean;
  /** The exports of other templates in the workspace. */
  readonly exports: () => readonly ExportedValue[];
  /** The outputs of a nested stack, if its template is in the workspace. */
  readonly outputsOf: (stack: string) => readonly OutputValue[];
  /** The editor supports placeholders in inserted text. */
  readonly hasSnippets: boolean;
  /** The editor's command that opens suggestions, if it has one. */
  readonly suggest: Command | undefined;
}

/** A place in a resource's properties. */
export interface PropertyPlace {
  readonly id: string;
  readonly type: string;
  readonly root: ResourceSchema;
  /** Names of properties, without indexes and functions: `SecurityGroupIngress`, `CidrIp`. */
  readonly names: readonly string[];
  /** The schema of the value or, for a key, of its mapping; undefined if it is unknown. */
  readonly schema: Schema | undefined;
  /** The mapping at the place, or the one that contains it. */
  readonly mapping: Node | undefined;
  /** True if the place is an item of the list that `schema` describes. */
  readonly isInList: boolean;
  readonly call: CallPlace | undefined;
}

/** The innermost call of which the place is an argument. */
export interface CallPlace {
  readonly name: string;
  /** The index of the argument in its list; undefined if it is the only argument. */
  readonly index: number | undefined;
}

export function contextOf(
  analysis: Analysis,
  place: CursorContext,
  { exports = () => [], outputs = () => [], hasSnippets = false, suggest }: CompletionOptions,
): Context | undefined {
  const { content, tree } = analysis;
  if (content.kind !== 'template') return undefined;
  const { path, owner, variables } = withoutLoops(
    tree.root,
    place.path.map((step) => (typeof step === 'string' && step.startsWith('!') ? longName(step) : step)),
  );
  const types = new Map([...content.template.resources.values()].map(({ id, type }) => [id, type]));
  const ownType = variables.length > 0 && path[0] === 'Resources' && siblingText(owner, 'Type');
  if (ownType) types.set(String(path[1]), ownType);
  const known = types.size;
  // In JSON an unclosed bracket encloses the text after it, unlike in YAML, where lines end values.
  if (tree.format === 'json' && tree.problems.some(({ kind }) => kind === 'broken')) {
    for (const [, id = '', type = ''] of tree.text.matchAll(RESOURCE)) types.set(id, types.get(id) || type);
  }
  let networks: readonly Network[] | undefined;
  return {
    analysis,
    template: content.template,
    get networks() {
      networks ??= content.scenarios.all.map(networkOfTemplate);
      return networks;
    },
    place,
    path,
    owner,
    variables,
    types,
    hasLost: types.size > known,
    exports,
    outputsOf(stack) {
      const { type, properties } = content.template.resources.get(stack) ?? {};
      const location = type !== undefined && isNestedStack(type) ? LOCATION[type]! : '';
      const path = writtenPath(siblingText(properties, location) ?? '');
      return path === undefined ? [] : outputs(path);
    },
    hasSnippets,
    suggest,
  };
}

const RESOURCE = /"([A-Za-z0-9]+)"\s*:\s*\{\s*"Type"\s*:\s*"((?:AWS|Custom|Alexa)::\w+(?:::\w+)?)"/g;

function longName(tag: string): string {
  return tag === '!Ref' || tag === '!Condition' ? tag.slice(1) : `Fn::${tag.slice(1)}`;
}

function isFunctionName(step: string | number | undefined): step is string {
  return step === 'Ref' || (typeof step === 'string' && /^Fn::\w+$/.test(step));
}

/** The innermost call of which the place is an argument. A branch of `Fn::If` counts as a value, not as an argument. */
export function callIn(path: readonly (string | number)[]): CallPlace | undefined {
  // Elsewhere `Condition` is an attribute of a resource, or a part of a policy.
  const isCondition = (step: string | number) => step === 'Condition' && path[0] === 'Conditions';
  const at = path.findLastIndex((step) => isFunctionName(step) || isCondition(step));
  if (at < 0) return undefined;
  const next = path[at + 1];
  if (path[at] === 'Fn::If' && (next === 1 || next === 2)) return callIn(path.slice(0, at));
  // A mapping inside of the arguments is not an argument: the variables of Fn::Sub.
  if (path.slice(at + 1).some((step) => typeof step === 'string')) return undefined;
  return { name: path[at] as string, index: typeof next === 'number' ? next : undefined };
}

/** Undefined outside of the properties of known types. */
export function propertyPlace({ path, types, owner }: Context): PropertyPlace | undefined {
  const start = startOf(path, types);
  const root = start && writableSchema(start.type);
  if (!root) return undefined;
  const { id, type, steps, isGlobal } = start;
  const names: string[] = [];
  let schema: Schema | undefined = isGlobal ? inGlobals(root, type) : root;
  let isInList = false;
  let node: Node | undefined = isGlobal ? owner : entryOf(owner, 'Properties');
  let mapping = node;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    if (isFunctionName(step)) {
      const branch = branchAfter(steps, i);
      if (branch === undefined) break;
      node = argumentAt(node, branch);
      i++;
      continue;
    }
    if (typeof step === 'number') {
      isInList = schema?.items !== undefined;
      schema = schema?.items && wholeSchema(schema.items, root);
      node = itemOf(node, step);
    } else {
      names.push(step);
      isInList = false;
      const known: Schema | undefined = propertySchema(schema, step);
      schema = samSchema(type, names, mapping) ?? policyAt(type, step) ?? (known && wholeSchema(known, root));
      mapping = node;
      node = entryOf(node, step);
    }
    if (resolved(node)?.kind === 'mapping' && !callOf(node)) mapping = node;
  }
  return { id, type, root, names, schema, mapping, isInList, call: callIn(path) };
}

/** What a loop repeats is written as if it were in the section: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html */
function withoutLoops(
  root: Node | undefined,
  path: Context['path'],
): Pick<Context, 'path' | 'owner' | 'variables'> {
  const [section, ...steps] = path;
  let node = section === undefined ? undefined : entryOf(root, String(section));
  const variables: string[] = [];
  while (isLoop(steps[0]) && steps[1] === 2) {
    const loop = entryOf(node, String(steps[0]));
    const variable = itemOf(loop, 0);
    if (variable?.kind === 'scalar') variables.push(variable.text);
    node = itemOf(loop, 2);
    steps.splice(0, 2);
  }
  const owner = steps[0] === undefined ? undefined : entryOf(node, String(steps[0]));
  return { path: section === undefined ? [] : [section, ...steps], owner, variables };
}

export function isLoop(step: string | number | undefined): boolean {
  return typeof step === 'string' && step.startsWith('Fn::ForEach::');
}

/** What can be written in `Globals` of the properties of a type. */
function inGlobals(root: Schema, type: string): Schema {
  const known = root.properties ?? {};
  const names = (SAM_GLOBALS[type.slice(SAM.length)] ?? []).filter((name) => known[name]);
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, known[name]!])) };
}

const SAM = 'AWS::Serverless::';

/** The sections of `Globals` whose types have a schema. */
const IN_GLOBALS: ReadonlySet<string> = new Set(['Function', 'Api', 'HttpApi']);

/** The resource whose properties a path leads into, and the steps from there on. */
function startOf([section, id, properties, ...deeper]: Context['path'], types: Context['types']) {
  if (typeof id !== 'string') return undefined;
  if (section === 'Globals' && IN_GLOBALS.has(id)) {
    const steps = properties === undefined ? [] : [properties, ...deeper];
    return { id, type: `${SAM}${id}`, steps, isGlobal: true };
  }
  if (properties === undefined) return undefined;
  if (section !== 'Resources' || properties !== 'Properties') return undefined;
  return { id, type: types.get(id) ?? '', steps: deeper, isGlobal: false };
}

/** The branch of `Fn::If` that a path goes through at a step, whose branches have the kind of the property. */
function branchAfter(steps: Context['path'], at: number): 1 | 2 | undefined {
  const branch = steps[at + 1];
  return steps[at] === 'Fn::If' && (branch === 1 || branch === 2) ? branch : undefined;
}

function entryOf(node: Node | undefined, key: string): Node | undefined {
  return resolved(entryAt(node, key)?.value);
}

function itemOf(node: Node | undefined, index: number): Node | undefined {
  const list = resolved(node);
  return list?.kind === 'sequence' ? resolved(list.items[index]) : undefined;
}

function argumentAt(node: Node | undefined, index: number): Node | undefined {
  const call = callOf(node);
  return call && itemOf(call.argument, index);
}

/** The text of a sibling property, such as the `Engine` of a database; undefined if it is not a literal. */
export function siblingText(mapping: Node | undefined, name: string): string | undefined {
  const value = entryOf(mapping, name);
  return value?.kind === 'scalar' && value.tag === undefined && value.text !== '' ? value.text : undefined;
}

/** The name in a sibling property's `Ref` or `Fn::GetAtt`. */
export function siblingName(mapping: Node | undefined, name: string): string | undefined {
  return nameIn(entryOf(mapping, name));
}

/** The resource or parameter that a node refers to by `Ref` or `Fn::GetAtt`. */
export function nameIn(node: Node | undefined): string | undefined {
  const call = callOf(node);
  if (call?.name !== 'Ref' && call?.name !== 'Fn::GetAtt') return undefined;
  const argument = resolved(call.argument);
  const first = argument?.kind === 'sequence' ? resolved(argument.items[0]) : argument;
  return first?.kind === 'scalar' ? first.text.split('.')[0] : undefined;
}

/** The logical ids of the resources of a type, in the order of the text. */
export function resourcesOfType({ types }: Context, type: string): readonly string[] {
  return idsByType(types).get(type) ?? [];
}

const idsByType = memoized((types: ReadonlyMap<string, string>) => {
  const ids = new Map<string, string[]>();
  for (const [id, type] of types) {
    addTo(ids, type, id);
  }
  return ids;
});

/** Parameters by name, in the order of the text. */
export function parametersIn({ template }: Context): readonly Parameter[] {
  return [...template.parameters.values()];
}
