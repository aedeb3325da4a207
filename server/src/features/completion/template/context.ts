import type { Analysis } from '../../../analysis.ts';
import {
  propertySchema,
  type ResourceSchema,
  type Schema,
  schemaOf,
  wholeSchema,
} from '../../../aws/schema/schema.ts';
import { memoized } from '../../../memo.ts';
import type { Network } from '../../../network/model.ts';
import { networkOfTemplate } from '../../../network/template/networkOfTemplate.ts';
import type { CursorContext } from '../../../syntax/place/place.ts';
import { entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { isNestedStack, LOCATION, writtenPath } from '../../../template/crossStack/resolver.ts';
import { callOf } from '../../../template/evaluation/intrinsic.ts';
import type { Parameter } from '../../../template/parameter.ts';
import type { Template } from '../../../template/template.ts';
import type { CompletionOptions, ExportedValue, OutputValue } from '../options.ts';
import { policyAt } from './policies.ts';

/** Everything that a completion in a template is made from. */
export interface Context {
  readonly analysis: Analysis;
  readonly template: Template;
  /** Of every scenario. */
  readonly networks: readonly Network[];
  readonly place: CursorContext;
  /** Keys, indexes and the long names of functions from the root to the place. */
  readonly path: readonly (string | number)[];
  /** The types of resources by logical id, those of broken text too. */
  readonly types: ReadonlyMap<string, string>;
  /** Resources of broken text, of which no more than their names and types are known. */
  readonly hasLost: boolean;
  /** What stack outputs other templates of the workspace export. */
  readonly exports: () => readonly ExportedValue[];
  /** The outputs of a nested stack, where its template is in the workspace. */
  readonly outputsOf: (stack: string) => readonly OutputValue[];
  /** The editor lets people type over parts of what it inserts. */
  readonly hasSnippets: boolean;
}

/** The place in a resource's properties. */
export interface PropertyPlace {
  readonly id: string;
  readonly type: string;
  readonly root: ResourceSchema;
  /** Names of properties, without indexes and functions: `SecurityGroupIngress`, `CidrIp`. */
  readonly names: readonly string[];
  /** Of the value, or of the mapping for a key; undefined where nothing is known of it. */
  readonly schema: Schema | undefined;
  /** The mapping at the place as written, or around it. */
  readonly mapping: Node | undefined;
  /** The place is an item of the list whose schema `schema` is. */
  readonly isInList: boolean;
  readonly call: CallPlace | undefined;
}

/** The innermost function that the place is an argument of. */
export interface CallPlace {
  readonly name: string;
  /** The number of the argument in its list; undefined where it is the only one. */
  readonly index: number | undefined;
}

export function contextOf(
  analysis: Analysis,
  place: CursorContext,
  { exports = () => [], outputs = () => [], hasSnippets = false }: CompletionOptions,
): Context | undefined {
  const { content, tree } = analysis;
  if (content.kind !== 'template') return undefined;
  const types = new Map([...content.template.resources.values()].map(({ id, type }) => [id, type]));
  const known = types.size;
  // A bracket that is not closed yet swallows what follows it; YAML's lines do not.
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
    path: place.path.map((step) =>
      typeof step === 'string' && step.startsWith('!') ? longName(step) : step,
    ),
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
  };
}

const RESOURCE = /"([A-Za-z0-9]+)"\s*:\s*\{\s*"Type"\s*:\s*"((?:AWS|Custom|Alexa)::\w+(?:::\w+)?)"/g;

function longName(tag: string): string {
  return tag === '!Ref' || tag === '!Condition' ? tag.slice(1) : `Fn::${tag.slice(1)}`;
}

function isFunctionName(step: string | number | undefined): step is string {
  return step === 'Ref' || (typeof step === 'string' && /^Fn::\w+$/.test(step));
}

/** The innermost function of the path that the place is an argument of; a branch of `Fn::If` is a value like any other. */
export function callIn(path: readonly (string | number)[]): CallPlace | undefined {
  // Elsewhere it is an attribute of a resource, or a part of a policy.
  const isCondition = (step: string | number) => step === 'Condition' && path[0] === 'Conditions';
  const at = path.findLastIndex((step) => isFunctionName(step) || isCondition(step));
  if (at < 0) return undefined;
  const next = path[at + 1];
  if (path[at] === 'Fn::If' && (next === 1 || next === 2)) return callIn(path.slice(0, at));
  // A mapping within the arguments is none of them: the variables of Fn::Sub.
  if (path.slice(at + 1).some((step) => typeof step === 'string')) return undefined;
  return { name: path[at] as string, index: typeof next === 'number' ? next : undefined };
}

/** Undefined outside of the properties of the types that are known here. */
export function propertyPlace({ path, types, analysis }: Context): PropertyPlace | undefined {
  const start = startOf(path, types);
  const root = start && schemaOf(start.type);
  if (!root) return undefined;
  const { section, id, type, steps, isGlobal } = start;
  const names: string[] = [];
  let schema: Schema | undefined = root;
  let isInList = false;
  const owner = entryOf(entryOf(analysis.tree.root, section), id);
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
      schema = policyAt(type, step) ?? (known && wholeSchema(known, root));
      mapping = node;
      node = entryOf(node, step);
    }
    if (resolved(node)?.kind === 'mapping' && !callOf(node)) mapping = node;
  }
  return { id, type, root, names, schema, mapping, isInList, call: callIn(path) };
}

/** The resource whose properties a path leads into, and the steps from there on; `VpcConfig` of `Globals` is one of a function. */
function startOf([section, id, properties, ...deeper]: Context['path'], types: Context['types']) {
  if (typeof id !== 'string' || properties === undefined) return undefined;
  // SAM's functions inherit it: what else `Globals` has is none of the network's.
  if (section === 'Globals' && id === 'Function' && properties === 'VpcConfig')
    return { section, id, type: 'AWS::Serverless::Function', steps: [properties, ...deeper], isGlobal: true };
  if (section !== 'Resources' || properties !== 'Properties') return undefined;
  return { section, id, type: types.get(id) ?? '', steps: deeper, isGlobal: false };
}

/** The branch of `Fn::If` that a path goes through at a step: branches of a condition take what the property takes. */
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

/** The text of a property beside the place, such as the `Engine` of a database; undefined where it is no plain text. */
export function siblingText(mapping: Node | undefined, name: string): string | undefined {
  const value = entryOf(mapping, name);
  return value?.kind === 'scalar' && value.tag === undefined && value.text !== '' ? value.text : undefined;
}

/** What a property beside the place names by `Ref` or `Fn::GetAtt`. */
export function siblingName(mapping: Node | undefined, name: string): string | undefined {
  return nameIn(entryOf(mapping, name));
}

/** The resource or parameter that a node names by `Ref` or `Fn::GetAtt`. */
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
    const same = ids.get(type);
    if (same) same.push(id);
    else ids.set(type, [id]);
  }
  return ids;
});

/** Parameters by name, in the order of the text. */
export function parametersIn({ template }: Context): readonly Parameter[] {
  return [...template.parameters.values()];
}
