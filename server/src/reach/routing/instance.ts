import { groupsNear } from '../../network/analysis/groupsNear.ts';
import type { Field } from '../../network/field.ts';
import { byOwner, find, keyOfField, perNetwork, perParts } from '../../network/lookup.ts';
import type { Network, Route } from '../../network/model.ts';
import { constantFilter, type Filter, type FlowContext, present } from '../filters/filter.ts';
import { groupFilter } from '../filters/groupFilter.ts';
import type { SecurityGroupSet } from '../locations/location.ts';
import { locationsOf } from '../locations/party.ts';
import { arrivalByAppliance } from './appliance.ts';
import { tableFor } from './routeTable.ts';

/**
 * A route to an instance or a network interface, such as a NAT instance. It drops packets that are not addressed to it
 * while its source/destination check is on (fact NAT-20); a template does not say what it does without the check.
 */
export function throughInstance(key: string, route: Route, scene: FlowContext): readonly Filter[] {
  return present([
    forwards(key, route, scene),
    ...ownGroups(key, scene),
    arrivalByAppliance(groupsOfForwarder(key, scene), scene),
  ]);
}

/**
 * The groups of a NAT instance filter the packets that it forwards, inbound from its clients and outbound to their
 * destinations: https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
 */
function ownGroups(key: string, scene: FlowContext): readonly (Filter | undefined)[] {
  const places = locationsOf({ kind: 'workload', id: key }, scene.traffic.family, scene.network);
  const [only, ...others] = places?.locations ?? [];
  // Of several interfaces, any may be the one that the route leads to.
  if (!only || others.length > 0 || places?.others !== undefined) return [];
  return [
    groupFilter({ ...scene, to: only }, 'ingress'),
    groupFilter({ ...scene, from: { ...only, addresses: scene.from.addresses } }, 'egress'),
  ];
}

/** The groups of all network interfaces that an instance may send from. */
function groupsOfForwarder(key: string, { traffic, network }: FlowContext): SecurityGroupSet {
  const owners = (interfacesOf(network).byInterface.of.get(key) ?? []).map(({ instance }) =>
    keyOfField(instance),
  );
  const sets = [key, ...owners].map((id) =>
    id === undefined ? undefined : locationsOf({ kind: 'workload', id }, traffic.family, network),
  );
  const places = sets.flatMap((set) => set?.locations ?? []);
  const isAll = sets.every((set) => set && set.others === undefined);
  const groups = places.map(({ securityGroups }) => securityGroups);
  return {
    groups: groups.flatMap((one) => one.groups),
    keys: groups.flatMap((one) => one.keys),
    otherGroups: isAll
      ? groups.find((one) => one.otherGroups !== undefined)?.otherGroups
      : { why: `the network interfaces of ${key} are not all in this file` },
    isUnfiltered: false,
  };
}

/**
 * The groups of forwarding instances, and those that their rules refer to: whether these forward depends on the sender.
 */
export const forwarderGroups = perNetwork((network): ReadonlySet<string> => {
  const targets = network.routes.flatMap((route) => route.targets);
  const ids = targets.flatMap(({ property, target }) =>
    property === 'InstanceId' || property === 'NetworkInterfaceId' ? (keyOfField(target) ?? []) : [],
  );
  return groupsNear(ids, network);
});

function forwards(key: string, route: Route, { from, network }: FlowContext): Filter {
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

/** Whether the check is certainly on: by default, and no property turns it off. */
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
