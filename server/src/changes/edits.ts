// Parts of edits that several changes share.

import type { Network } from '../network/model.ts';
import type { Data, Edit } from '../syntax/edit.ts';
import { entryAt, type Mapping, resolved, type SyntaxTree } from '../syntax/tree.ts';
import type { Template } from '../template/template.ts';
import { isConditional, resourcesOf } from './resources.ts';

/** The file that a change edits. */
export interface ChangedFile {
  readonly tree: SyntaxTree;
  readonly template: Template | undefined;
  readonly network: Network;
}

/** The value that refers to a group by its id, for the key of a group; an AWS id is written as it is. */
export function groupIdOf(key: string, { template }: Pick<ChangedFile, 'template'>): Data {
  const [owner = key, attribute = 'GroupId'] = key.split('.');
  return template?.resources.has(owner) ? { 'Fn::GetAtt': [owner, attribute] } : key;
}

/** All edits of the parts; undefined if a part has none that can be made. */
export function together(...parts: readonly (readonly Edit[] | undefined)[]): readonly Edit[] | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** Undefined if there is no mapping to write to, or if it depends on a condition. */
export function setProperty(
  properties: Mapping | undefined,
  key: string,
  value: Data,
): readonly Edit[] | undefined {
  if (!properties || isConditional(properties)) return undefined;
  return [{ op: 'set-entry', in: properties, key, value }];
}

/** Adds an item to a list, which is created if it is missing; undefined if the list is computed by a function. */
export function addToList(
  properties: Mapping | undefined,
  key: string,
  value: Data,
): readonly Edit[] | undefined {
  if (!properties) return undefined;
  const entry = entryAt(properties, key);
  if (!entry) return [{ op: 'insert-entry', into: properties, key, value: [value] }];
  const list = resolved(entry.value);
  return list?.kind === 'sequence' && !list.tag ? [{ op: 'insert-item', into: list, value }] : undefined;
}

/** Adds a resource after `near`, with the same condition and an unused name. */
export function addResource(
  { tree, template }: ChangedFile,
  wanted: string,
  near: string,
  body: { readonly [key: string]: Data },
): readonly Edit[] | undefined {
  const resources = resourcesOf(tree);
  if (!resources || !template) return undefined;
  let name = wanted;
  for (let i = 2; template.resources.has(name); i++) name = `${wanted}${i}`;
  const condition = template.resources.get(near)?.condition;
  const { Type, ...rest } = body;
  const value: Data = { Type: Type!, ...(condition !== undefined && { Condition: condition }), ...rest };
  return [{ op: 'insert-entry', into: resources, key: name, value, after: near }];
}

/** A reference for a resource of the file, the id for an object outside. */
export function referenceTo(id: string, { template }: ChangedFile): Data {
  return template?.resources.has(id) ? { Ref: id } : id;
}
