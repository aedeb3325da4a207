import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Json } from './edits.ts';

/** A template in YAML as the JSON that CloudFormation makes of it, with the version that tells it from a part of one. */
export function templateOf(yaml: string): Json {
  const { contents } = parseDocument(yaml, { logLevel: 'silent' });
  return { AWSTemplateFormatVersion: '2010-09-09', ...(jsonOf(contents) as object) };
}

function jsonOf(node: Node | null): Json {
  const value = withoutTag(node);
  const name = node?.tag?.startsWith('!') ? node.tag.slice(1) : undefined;
  if (name === undefined) return value;
  if (name === 'Ref') return { Ref: value };
  if (name !== 'GetAtt') return { [`Fn::${name}`]: value };
  const [resource = '', ...attribute] = String(value).split('.');
  return { 'Fn::GetAtt': [resource, attribute.join('.')] };
}

function withoutTag(node: Node | null): Json {
  if (isSeq<Node>(node)) return node.items.map(jsonOf);
  if (isMap<Node, Node>(node))
    return Object.fromEntries(node.items.map(({ key, value }) => [String(jsonOf(key)), jsonOf(value)]));
  return isScalar(node) ? (node.value as Json) : null;
}
