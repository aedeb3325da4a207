// What the edits of several changes are put together from.

import type { Network } from '../network/model.ts';
import type { Data, Edit } from '../syntax/edit.ts';
import { entryAt, type Mapping, resolved, type SyntaxTree } from '../syntax/tree.ts';
import type { Template } from '../template/template.ts';
import { isConditional, resourcesOf } from './resources.ts';

/** What a change is made in. */
export interface ChangedFile {
  readonly tree: SyntaxTree;
  readonly template: Template | undefined;
  readonly network: Network;
}

/** What a property that takes a group's id says for the key of a group; an id is written as it is. */
export function groupIdOf(key: string, { template }: Pick<ChangedFile, 'template'>): Data {
  const [owner = key, attribute = 'GroupId'] = key.split('.');
  return template?.resources.has(owner) ? { 'Fn::GetAtt': [owner, attribute] } : key;
}

export function together(...parts: readonly (readonly Edit[] | undefined)[]): readonly Edit[] | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

export function setProperty(
  properties: Mapping | undefined,
  key: string,
  value: Data,
): readonly Edit[] | undefined {
  if (!properties || isConditional(properties)) return undefined;
  return [{ op: 'set-entry', in: properties, key, value }];
}

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

/** A new resource beside `near`, under the same condition, with a name that is free. */
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

/** A name for something of the file, an id for something outside. */
export function referenceTo(id: string, { template }: ChangedFile): Data {
  return template?.resources.has(id) ? { Ref: id } : id;
}
