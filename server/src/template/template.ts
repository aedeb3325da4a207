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

/** The sections of a CloudFormation or SAM template as written, before any value is worked out. */
export interface Template {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Map name to the node of its top-level keys. */
  readonly mappings: ReadonlyMap<string, Node>;
  readonly conditions: ReadonlyMap<string, Node>;
  /** What the values of parameters must fulfil together: `RuleCondition` and `Assertions`, by name. */
  readonly rules: ReadonlyMap<string, Node>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: readonly Entry[];
  /** Where `Fn::ForEach` stands in the text; everything in it is there once for each round. */
  readonly loops: readonly Span[];
  /** A loop that makes more resources than AWS takes; it is not written out. */
  readonly tooMany: TooMany | undefined;
  /** SAM makes resources of its own beside those that are written. */
  readonly isSam: boolean;
  /** A macro, or another tool, may write any part of the template anew; one of AWS's own transforms does not. */
  readonly hasMacros: boolean;
  /** SAM's section of properties that its functions and APIs share. */
  readonly globals: Node | undefined;
  /** Other files that this one names; without them, nobody reads any. */
  readonly neighbours?: CrossStackResolver;
}

/**
 * The root mapping of a tree that has a mapping of resources; undefined for anything else. `given` are the values of
 * parameters that loops go through in place of their defaults.
 */
export function readTemplate(
  tree: SyntaxTree,
  given: ReadonlyMap<string, string> = new Map(),
): Template | undefined {
  const written = resolved(tree.root);
  if (written?.kind !== 'mapping' || !hasResources(written)) return undefined;
  // Loops are rare, and writing them out means a walk over everything.
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
    hasMacros: hasMacros(root) || hasOtherModules(root) || OF_OTHER_TOOLS.test(tree.text),
    globals: valueAt(root, 'Globals'),
  };
}

/** Or has a place for them: somebody begins a template with its sections, or with the first letters of a resource. */
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

/** `AWS::Include` stands in a place of its own and leaves the rest as it is; on top, it is taken for a macro. */
function hasMacros(root: Mapping): boolean {
  return transformsOf(root).some(
    (name) => !isScalar(name) || !/^AWS::(Serverless-|LanguageExtensions)/.test(name.text),
  );
}

/**
 * Functions of tools that write the template anew before CloudFormation reads it.
 * https://github.com/NitorCreations/nameless-deploy-tools, https://github.com/monken/cfn-include
 */
const OF_OTHER_TOOLS =
  /Fn::(?:Import(?:Yaml|File|Json)|(?:Deep)?Merge|Include|Map|Flatten(?:Deep)?|Stringify|Concat|Compact|Uniq|GetEnv|Outputs|Sequence)\b/;

/** A type with a tag, as in `Type: !Rain::Module`, is for another tool, which writes the template anew. */
function hasOtherModules(root: Mapping): boolean {
  return entriesOf(entryAt(root, 'Resources')?.value).some(({ value }) => isTagged(valueAt(value, 'Type')));
}

const isTagged = (node: Node | undefined) => node?.tag !== undefined;

/** The outermost loops: what is in them has other loops in it. */
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
 * Loops over texts and over parameters that are given or lists by default; others make resources that nobody can know.
 */
function withoutLoops(root: Mapping, given: ReadonlyMap<string, string>): Expanded {
  const parameters = named(root, 'Parameters', readParameter);
  return expandLoops(root, (collection) => {
    const call = callOf(collection);
    const name = call?.name === 'Ref' ? resolved(call.argument) : undefined;
    const parameter = name?.kind === 'scalar' ? parameters.get(name.text) : undefined;
    const value = name?.kind === 'scalar' ? given.get(name.text) : undefined;
    // The names of what the loop makes would tell it.
    if (parameter && value !== undefined && isSecret(parameter, value)) return undefined;
    const list = value ?? parameter?.default?.text;
    if (parameter && list !== undefined && list.trim() !== '') {
      const texts = list.split(',').map((item) => item.trim());
      return { texts, defaults: value === undefined ? [parameter.name] : [] };
    }
    if (collection.kind !== 'sequence' || collection.tag !== undefined) return undefined;
    const values = collection.items.map(resolved);
    return values.every(isText) ? { texts: values.map((value) => value.text), defaults: [] } : undefined;
  });
}

function named<T>(root: Mapping, section: string, read: (entry: Entry) => T | undefined): Map<string, T> {
  const result = new Map<string, T>();
  for (const entry of entriesOf(entryAt(root, section)?.value)) {
    const value = read(entry);
    if (value !== undefined) result.set(entry.key.text, value);
  }
  return result;
}

// An entry that is in the next version of the document too is the same there, so what it says is read once.
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
  // `Fn::ForEach::Name` makes resources at deployment; it is a list.
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
 * `properties` or `Property`, where there are no `Properties`: CloudFormation rejects the key, and all that rests on what is in
 * it would be said to be missing.
 */
function keyMeantForProperties({ entries }: Mapping): string {
  return entries.find(({ key }) => isMeantForProperties(key.text))?.key.text ?? 'Properties';
}

export function isMeantForProperties(key: string): boolean {
  return key !== 'Properties' && /^prop[a-z]*$/i.test(key);
}

/** Not `!Ref X`, which is a scalar as well. */
function isText(node: Node | undefined): node is Scalar {
  return isScalar(node) && node.tag === undefined;
}

function isScalar(node: Node | undefined): node is Scalar {
  return node?.kind === 'scalar';
}
