import { ABSENT, type InVpc } from '../network/field.ts';
import { find, keyOfField } from '../network/lookup.ts';
import type { Network, Route } from '../network/model.ts';
import type { Edit } from '../syntax/edit.ts';
import { entryAt, resolved } from '../syntax/tree.ts';
import type { Template } from '../template/template.ts';
import { existsWherever } from './resources.ts';

/** Adds names to the `DependsOn` of a resource, which is a name or a list of names. */
export function dependsOn(
  id: string,
  on: readonly string[],
  { template }: { readonly template: Template | undefined },
): readonly Edit[] {
  const body = template?.resources.get(id)?.body;
  if (!body) return [];
  const written = entryAt(body, 'DependsOn')?.value;
  const value = on.length === 1 ? on[0]! : on;
  if (!written) return [{ op: 'insert-entry', into: body, key: 'DependsOn', value, order: ORDER }];
  if (written.tag !== undefined) return [];
  if (written.kind === 'sequence')
    return on.map((name) => ({ op: 'insert-item', into: written, value: name }));
  return written.kind === 'scalar' ? [{ op: 'replace', node: written, value: [written.text, ...on] }] : [];
}

const ORDER = ['Type', 'Condition', 'DependsOn', 'Metadata', 'Properties'];

/** Makes a route depend on the attachment of its gateway, which it does not refer to (G26 of the catalogue). */
export function waitForAttachment(
  { id, routeTable }: Pick<Route, 'id' | 'routeTable'>,
  gateway: string | undefined,
  file: { readonly template: Template | undefined; readonly network: Network },
): readonly Edit[] {
  const { network, template } = file;
  const vpc = keyOfField(find(network.routeTables, routeTable)?.vpc ?? ABSENT);
  const attachments: readonly InVpc[] = [
    ...network.gatewayAttachments.filter(({ internetGateway, vpnGateway }) =>
      [internetGateway, vpnGateway].some((field) => keyOfField(field) === gateway),
    ),
    ...[...network.transitGatewayAttachments.values()].filter(
      ({ transitGateway }) => keyOfField(transitGateway) === gateway,
    ),
  ];
  const own = attachments.find((one) => keyOfField(one.vpc) === vpc);
  const written = resolved(entryAt(template?.resources.get(id)?.body, 'DependsOn')?.value);
  const names = written?.kind === 'sequence' ? written.items : [written];
  if (gateway === undefined || !own || !existsWherever(file, own.id, id)) return [];
  if (names.some((name) => name?.kind === 'scalar' && name.text === own.id)) return [];
  return dependsOn(id, [own.id], file);
}
