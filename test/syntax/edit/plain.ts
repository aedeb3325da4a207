import type { Data } from '../../../server/src/syntax/edit.ts';
import type { Format, Node, SyntaxTree } from '../../../server/src/syntax/tree.ts';
import type { Model } from './documents.ts';

/** What data says, in order: a mapping as a list of its entries. Comparable as text. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | { readonly list: readonly Plain[] }
  | { readonly map: readonly [string, Plain][] };

/** What a model says; calls in their long form, as CloudFormation reads them. */
export function plainOfModel(model: Model): Plain {
  switch (model.kind) {
    case 'scalar':
      return Object.is(model.value, -0) ? 0 : model.value;
    case 'list':
      return { list: model.items.map(plainOfModel) };
    case 'map':
      return longCall({ map: model.entries.map(([name, value]) => [name, plainOfModel(value)]) });
    case 'call':
      return callOf(model.name, plainOfModel(model.argument));
    case 'data':
      return plainOfData(model.data);
  }
}

function plainOfData(data: Data): Plain {
  if (typeof data !== 'object' || data === null) return Object.is(data, -0) ? 0 : data;
  if (Array.isArray(data)) return { list: data.map(plainOfData) };
  return longCall({ map: Object.entries(data).map(([name, value]) => [name, plainOfData(value)]) });
}

export function plainOfTree(tree: SyntaxTree): Plain {
  return tree.root ? plainOfNode(tree.root) : null;
}

function plainOfNode(node: Node): Plain {
  const plain = untagged(node);
  if (node.tag === undefined) return plain;
  return callOf(node.tag.slice(1), plain);
}

function untagged(node: Node): Plain {
  switch (node.kind) {
    case 'scalar':
      return Object.is(node.value, -0) ? 0 : node.value;
    case 'sequence':
      return { list: node.items.map(plainOfNode) };
    case 'mapping':
      return longCall({ map: node.entries.map(({ key, value }) => [key.text, plainOfNode(value)]) });
    case 'alias':
      return `*${node.name}`;
  }
}

function callOf(name: string, argument: Plain): Plain {
  return longCall({ map: [[name === 'Ref' ? name : `Fn::${name}`, argument]] });
}

/** `Fn::GetAtt` takes `A.B` and `[A, B]` alike. */
function longCall(plain: { map: readonly [string, Plain][] }): Plain {
  const [name, argument] = plain.map[0] ?? [];
  if (
    plain.map.length !== 1 ||
    name !== 'Fn::GetAtt' ||
    typeof argument !== 'string' ||
    !argument.includes('.')
  )
    return plain;
  const dot = argument.indexOf('.');
  return { map: [[name, { list: [argument.slice(0, dot), argument.slice(dot + 1)] }]] };
}

/** TOML keeps tables behind values, so its order says nothing. */
export function comparable(plain: Plain, format: Format): string {
  return JSON.stringify(plain, (_, value: unknown) => {
    if (format !== 'toml' || typeof value !== 'object' || value === null || !Object.hasOwn(value, 'map'))
      return value;
    return { map: [...(value as { map: [string, Plain][] }).map].sort(([a], [b]) => (a < b ? -1 : 1)) };
  });
}
