import { memoized } from '../memo.ts';
import type { Span } from '../syntax/span.ts';
import {
  type Entry,
  entriesOf,
  entryAt,
  type Mapping,
  type Node,
  resolved,
  type Scalar,
  type SyntaxTree,
  valueAt,
} from '../syntax/tree.ts';
import type { CrossStackResolver } from './crossStack/resolver.ts';
import { type Expanded, expandLoops, type TooMany } from './evaluation/forEach.ts';
import { callOf } from './evaluation/intrinsic.ts';
import type { Parameter } from './parameter.ts';
import type { Resource } from './resource.ts';
import { isSecret } from './secret.ts';

/** The sections of a CloudFormation or SAM template as written, before evaluation. */
export interface Template {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** By mapping name: the node with its first-level keys. */
  readonly mappings: ReadonlyMap<string, Node>;
  readonly conditions: ReadonlyMap<string, Node>;
  /** The section `Rules` by name: `RuleCondition` and `Assertions`, which restrict the arguments. */
  readonly rules: ReadonlyMap<string, Node>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: readonly Entry[];
  /** The spans of `Fn::ForEach`; the entries inside exist once for each round. */
  readonly loops: readonly Span[];
  /** A loop that generates more resources than AWS accepts; it stays unexpanded. */
  readonly tooMany: TooMany | undefined;
  /** True if SAM generates resources beside those that are written. */
  readonly isSam: boolean;
  /** True if a macro or another tool can rewrite any part of the template; AWS's own transforms do not count. */
  readonly hasMacros: boolean;
  /** SAM's section of properties that functions and APIs share. */
  readonly globals: Node | undefined;
  /** Access to other files that this one names; without it, their values are unknown. */
  readonly crossStack?: CrossStackResolver;
}

/**
 * Reads the template from a tree whose root has a mapping of resources; undefined for anything else. `given` has
 * arguments for parameters that loops iterate over, in place of their defaults.
 */
export function readTemplate(
  tree: SyntaxTree,
  given: ReadonlyMap<string, string> = new Map(),
): Template | undefined {
  const written = resolved(tree.root);
  if (written?.kind !== 'mapping' || !hasResources(written)) return undefined;
  // Loops are rare, and expanding them needs a walk over the whole tree.
  const { root, tooMany } = tree.text.includes('Fn::ForEach')
    ? withoutLoops(written, given)
    : { root: written, tooMany: undefined };
  return {
    parameters: named(root, 'Parameters', readParameter),
    mappings: named(root, 'Mappings', (entry) => entry.value),
    conditions: named(root, 'Conditions', (entry) => entry.value),
    rules: named(root, 'Rules', (entry) => entry.value),
    resources: named(root, 'Resources', readResource),
    outputs: entriesOf(entryAt(root, 'Outputs')?.value),
    loops: root === written && !tooMany ? [] : loopsIn(written),
    tooMany,
    isSam: transformsOf(root).some((name) => isScalar(name) && name.text.startsWith('AWS::Serverless-')),
    hasMacros: hasMacros(root) || hasOtherModules(root) || isOfOtherTool(tree.text),
    globals: valueAt(root, 'Globals'),
  };
}

/**
 * Also true if resources can still be written: people begin a template with its sections, or with the first letters of
 * a resource.
 */
function hasResources(root: Mapping): boolean {
  const resources = valueAt(root, 'Resources');
  if (resources)
    return resources.kind === 'mapping' || (resources.kind === 'scalar' && /^\w*$/.test(resources.text));
  return entryAt(root, 'AWSTemplateFormatVersion') !== undefined;
}

function transformsOf(root: Mapping): readonly (Node | undefined)[] {
  const written = valueAt(root, 'Transform');
  return written?.kind === 'sequence' ? written.items.map(resolved) : written ? [written] : [];
}

/**
 * `AWS::Include` inside of a section only adds to that section; at the top level it counts as a macro. `AWS::SecretsManager`
 * only adds a nested stack with the rotation function, and `AWS::CodeDeployBlueGreen` copies of the tasks in a later update:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-secretsmanager.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/about-blue-green-deployments.html
 */
function hasMacros(root: Mapping): boolean {
  return transformsOf(root).some(
    (name) =>
      !isScalar(name) ||
      !/^AWS::(Serverless-|LanguageExtensions|SecretsManager-|CodeDeployBlueGreen$)/.test(name.text),
  );
}

/**
 * Functions of tools that rewrite the template before CloudFormation reads it.
 * https://github.com/NitorCreations/nameless-deploy-tools, https://github.com/monken/cfn-include
 */
const OF_OTHER_TOOLS =
  /Fn::(?:Import(?:Yaml|File|Json)|(?:Deep)?Merge|Include|Map|Flatten(?:Deep)?|Stringify|Concat|Compact|Uniq|GetEnv|Outputs|Sequence)\b/y;

/** Going from one `Fn::` to the next is several times faster than the expression alone. */
function isOfOtherTool(text: string): boolean {
  for (let at = text.indexOf('Fn::'); at >= 0; at = text.indexOf('Fn::', at + 1)) {
    OF_OTHER_TOOLS.lastIndex = at;
    if (OF_OTHER_TOOLS.test(text)) return true;
  }
  return false;
}

/** A type with a tag, as in `Type: !Rain::Module`, is for another tool, which rewrites the template. */
function hasOtherModules(root: Mapping): boolean {
  return entriesOf(entryAt(root, 'Resources')?.value).some(({ value }) => isTagged(valueAt(value, 'Type')));
}

const isTagged = (node: Node | undefined) => node?.tag !== undefined;

/** The outermost loops; inner loops are inside of their spans. */
function loopsIn(root: Mapping): Span[] {
  const loops: Span[] = [];
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind !== 'mapping') return;
    for (const entry of node.entries) {
      if (entry.key.text.startsWith('Fn::ForEach::')) loops.push(entry);
      else visit(entry.value);
    }
  };
  visit(root);
  return loops;
}

/**
 * Expands loops over literals and over parameters with an argument or a list as default. Other loops generate resources
 * that are not known before the deployment.
 */
function withoutLoops(root: Mapping, given: ReadonlyMap<string, string>): Expanded {
  const parameters = named(root, 'Parameters', readParameter);
  return expandLoops(root, (collection) => {
    const call = callOf(collection);
    const name = call?.name === 'Ref' ? resolved(call.argument) : undefined;
    const parameter = name?.kind === 'scalar' ? parameters.get(name.text) : undefined;
    if (parameter) return itemsOfParameter(parameter, given.get(parameter.name));
    if (collection.kind !== 'sequence' || collection.tag !== undefined) return undefined;
    const values = collection.items.map(resolved);
    return values.every(isText) ? { texts: values.map((value) => value.text), defaults: [] } : undefined;
  });
}

/** The items of a parameter that is a list; undefined if they are not known or must not be shown. */
function itemsOfParameter(parameter: Parameter, value: string | undefined) {
  // The generated names would reveal the value.
  if (value !== undefined && isSecret(parameter, value)) return undefined;
  const list = value ?? parameter.default?.text;
  if (list === undefined || list.trim() === '') return undefined;
  const texts = list.split(',').map((item) => item.trim());
  return { texts, defaults: value === undefined ? [parameter.name] : [] };
}

function named<T>(root: Mapping, section: string, read: (entry: Entry) => T | undefined): Map<string, T> {
  const result = new Map<string, T>();
  for (const entry of entriesOf(entryAt(root, section)?.value)) {
    const value = read(entry);
    if (value !== undefined) result.set(entry.key.text, value);
  }
  return result;
}

// An entry that is unchanged in the next version of the document is the same object, so it is read once.
const readParameter = memoized((entry: Entry): Parameter => {
  const type = valueAt(entry.value, 'Type');
  const preset = valueAt(entry.value, 'Default');
  const allowed = valueAt(entry.value, 'AllowedValues');
  const values = allowed?.kind === 'sequence' ? allowed.items.map(resolved).filter(isScalar) : undefined;
  return {
    name: entry.key.text,
    at: entry.key,
    body: entry.value,
    type: type?.kind === 'scalar' ? type.text : 'String',
    ...(isScalar(preset) && { default: preset }),
    ...(values && values.length > 0 && { allowedValues: values }),
  };
});

const readResource = memoized((entry: Entry): Resource | undefined => {
  const body = resolved(entry.value);
  // `Fn::ForEach::Name`, whose value is a list, generates resources at deployment.
  if (body?.kind !== 'mapping') return undefined;
  const type = valueAt(body, 'Type');
  const condition = valueAt(body, 'Condition');
  return {
    id: entry.key.text,
    key: entry.key,
    type: type?.kind === 'scalar' ? type.text : '',
    body,
    properties: valueAt(body, 'Properties') ?? valueAt(body, keyMeantForProperties(body)),
    ...(condition?.kind === 'scalar' && { condition: condition.text }),
  };
});

/**
 * A key `properties` or `Property` if there are no `Properties`: CloudFormation rejects the key, and without this check
 * everything inside would be reported as missing.
 */
function keyMeantForProperties({ entries }: Mapping): string {
  return entries.find(({ key }) => isMeantForProperties(key.text))?.key.text ?? 'Properties';
}

/** True for a misspelling of `Properties`, such as `properties` or `Property`. */
export function isMeantForProperties(key: string): boolean {
  return key !== 'Properties' && /^prop[a-z]*$/i.test(key);
}

/** Excludes `!Ref X`, which is a scalar as well. */
function isText(node: Node | undefined): node is Scalar {
  return isScalar(node) && node.tag === undefined;
}

function isScalar(node: Node | undefined): node is Scalar {
  return node?.kind === 'scalar';
}
