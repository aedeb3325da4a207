import type { Field, InVpc, NetworkObject, Target, TargetList } from '../field.ts';
import { keyOf, keyOfField, perNetwork } from '../lookup.ts';
import { placements } from './workloads/placement.ts';

/**
 * The VPC that each object lies in, by the objects' ids: a key as `keyOf` makes it, of a VPC of this file or outside of
 * it. Gateways lie where they are attached, rules and routes where their group and table do. What lies in no VPC, or in
 * one that is not known, is left out.
 */
export const vpcsOfObjects = perNetwork((network): ReadonlyMap<string, string> => {
  const vpcs = new Map<string, string>();
  const put = ({ id }: Pick<NetworkObject, 'id'>, vpc: string | undefined) => {
    if (vpc !== undefined && !vpcs.has(id)) vpcs.set(id, vpc);
  };
  const of = (field: Field<Target>) =>
    field.kind === 'known' ? vpcs.get(keyOf(field.value).split('.')[0]!) : undefined;
  const firstOf = (list: TargetList) =>
    list.kind === 'known' ? list.items.map(of).find((vpc) => vpc !== undefined) : undefined;

  for (const id of network.vpcs.keys()) vpcs.set(id, id);
  const inVpc: Iterable<InVpc>[] = [
    network.subnets.values(),
    network.routeTables.values(),
    network.networkAcls.values(),
    network.securityGroups.values(),
    network.endpoints.values(),
    network.egressOnlyInternetGateways.values(),
    network.peerings.values(),
    network.transitGatewayAttachments.values(),
    network.targetGroups.values(),
    network.gatewayAttachments,
    network.dhcpOptionsAssociations,
  ];
  for (const items of inVpc) for (const item of items) put(item, keyOfField(item.vpc));

  for (const item of network.routes) put(item, of(item.routeTable));
  for (const item of network.routeTableAssociations) put(item, of(item.routeTable) ?? of(item.subnet));
  for (const item of network.networkAclAssociations) put(item, of(item.acl) ?? of(item.subnet));
  for (const item of network.networkAclEntries) put(item, of(item.acl));
  for (const item of network.securityGroupRules) put({ id: item.resource }, of(item.group));
  for (const item of network.routePropagations) put(item, firstOf(item.routeTables));
  for (const item of network.subnetGroups.values()) put(item, firstOf(item.subnets));
  for (const item of network.natGateways.values()) put(item, keyOfField(item.vpc) ?? of(item.subnet));
  for (const { vpc, internetGateway, vpnGateway } of network.gatewayAttachments) {
    for (const gateway of [internetGateway, vpnGateway]) {
      const id = keyOfField(gateway);
      const isHere = network.internetGateways.has(id ?? '') || network.vpnGateways.has(id ?? '');
      if (id !== undefined && isHere) put({ id }, keyOfField(vpc));
    }
  }
  for (const [id, { subnets, groups }] of placements(network)) {
    const [subnet] = subnets;
    const [group] = groups;
    const behind = group?.kind === 'group' ? keyOfField(group.group.vpc) : group?.vpc.id;
    put({ id }, (subnet && keyOfField(subnet.vpc)) ?? behind);
  }
  for (const item of network.listeners.values()) put(item, of(item.loadBalancer));
  // A rule of a listener may stand before it.
  for (const item of network.listeners.values()) put(item, of(item.listener));
  for (const nat of network.natGateways.values()) {
    const id = keyOfField(nat.allocation);
    if (id !== undefined && network.elasticIps.has(id)) put({ id }, vpcs.get(nat.id));
  }
  for (const item of network.flowLogs.values()) put(item, of(item.of));
  return vpcs;
});
