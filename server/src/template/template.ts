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

/** The sections of a CloudFormation or SAM template as written, before any value is worked out. */
export interface Template {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Map name to the node of its top-level keys. */
  readonly mappings: ReadonlyMap<string, Node>;
  readonly conditions: ReadonlyMap<string, Node>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: readonly Entry[];
  /** SAM's section of properties that its functions and APIs share. */
  readonly globals: Node | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly at: Span;
  /** CloudFormation's type, such as `String` or `List<AWS::EC2::Subnet::Id>`; `String` where it is missing. */
  readonly type: string;
  readonly default?: Scalar;
  /** Undefined where any value may be given. */
  readonly allowedValues?: readonly Scalar[];
}

export interface Resource {
  /** The logical id. */
  readonly id: string;
  readonly key: Scalar;
  /** Such as `AWS::EC2::Subnet`; empty where it is missing. */
  readonly type: string;
  readonly body: Mapping;
  readonly properties: Node | undefined;
  /** The name of the condition under which the resource is made. */
  readonly condition?: string;
}

/** The root mapping of a tree that has a mapping of resources; undefined for anything else. */
export function readTemplate(tree: SyntaxTree): Template | undefined {
  const root = resolved(tree.root);
  if (root?.kind !== 'mapping' || valueAt(root, 'Resources')?.kind !== 'mapping') return undefined;
  return {
    parameters: named(root, 'Parameters', readParameter),
    mappings: named(root, 'Mappings', (entry) => entry.value),
    conditions: named(root, 'Conditions', (entry) => entry.value),
    resources: named(root, 'Resources', readResource),
    outputs: entriesOf(entryAt(root, 'Outputs')?.value),
    globals: valueAt(root, 'Globals'),
  };
}

function named<T>(root: Mapping, section: string, read: (entry: Entry) => T | undefined): Map<string, T> {
  const result = new Map<string, T>();
  for (const entry of entriesOf(entryAt(root, section)?.value)) {
    const value = read(entry);
    if (value !== undefined) result.set(entry.key.text, value);
  }
  return result;
}

function readParameter(entry: Entry): Parameter {
  const type = valueAt(entry.value, 'Type');
  const preset = valueAt(entry.value, 'Default');
  const allowed = valueAt(entry.value, 'AllowedValues');
  const values = allowed?.kind === 'sequence' ? allowed.items.map(resolved).filter(isScalar) : undefined;
  return {
    name: entry.key.text,
    at: entry.key,
    type: type?.kind === 'scalar' ? type.text : 'String',
    ...(isScalar(preset) && { default: preset }),
    ...(values && values.length > 0 && { allowedValues: values }),
  };
}

function readResource(entry: Entry): Resource | undefined {
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
    properties: valueAt(body, 'Properties'),
    ...(condition?.kind === 'scalar' && { condition: condition.text }),
  };
}

function isScalar(node: Node | undefined): node is Scalar {
  return node?.kind === 'scalar';
}
