import type { Field } from '../../network/field.ts';
import { byOwner, find, perParts } from '../../network/lookup.ts';
import type { Network, Route } from '../../network/model.ts';
import { constantFilter, type Filter, type FlowContext } from '../filters/filter.ts';
import { tableFor } from './routeTable.ts';

/**
 * A route to an instance or a network interface, as of a NAT instance. It drops what is not for itself while its
 * source/destination check is on (fact NAT-20); what it does without the check no template says.
 */
export function throughInstance(key: string, route: Route, { from, network }: FlowContext): Filter {
  const table = from.subnet && tableFor(from.subnet, network);
  const { id } = table ?? from.subnet!;
  const object = network.workloads.get(key);
  const why = `the file does not say what ${key} does with packets that are not its own`;
  return constantFilter(
    { resource: id, kind: 'route-table', direction: 'egress', at: route.at },
    object && isChecked(key, network) ? 'closed' : { why },
    () => ({
      code: 'ENI_SOURCE_DEST_CHECK_RESTRICTION',
      resource: key,
      at: object?.at ?? route.at,
      reason: { kind: 'source-dest-check', target: key, route: route.id },
      change: { kind: 'other', what: `Set SourceDestCheck of ${key} to false` },
    }),
  );
}

const interfacesOf = perParts(['networkInterfaceAttachments'], ({ networkInterfaceAttachments }) => ({
  byInstance: byOwner(networkInterfaceAttachments, ({ instance }) => instance),
  byInterface: byOwner(networkInterfaceAttachments, ({ networkInterface }) => networkInterface),
}));

/** Whether the check is surely on: on by itself, and said to be off nowhere. */
function isChecked(key: string, network: Network): boolean {
  const one = network.workloads.get(key);
  if (one?.kind !== 'instance' && one?.kind !== 'network-interface') return false;
  const { byInstance, byInterface } = interfacesOf(network);
  const attachments = [...(byInstance.of.get(key) ?? []), ...(byInterface.of.get(key) ?? [])];
  const others = attachments.flatMap(({ instance, networkInterface }) => [instance, networkInterface]);
  const checks: Field<boolean>[] = [one.sourceDestCheck];
  for (const other of others) {
    const owner = find(network.workloads, other);
    if (!owner) return false;
    if ('sourceDestCheck' in owner) checks.push(owner.sourceDestCheck);
  }
  return checks.every((check) => check.kind === 'absent' || (check.kind === 'known' && check.value));
}
