import type { Field, InVpc, NetworkObject, Target, TargetList } from '../field.ts';
import { keyOf, keyOfField, perNetwork } from '../lookup.ts';
import type { Network } from '../model.ts';
import { type Placement, placements } from './workloads/placement.ts';

/**
 * The VPC of each object, by the object's id: a key of `keyOf`, for a VPC of this file or outside of it. Gateways have
 * the VPC that they are attached to; rules and routes have that of their group and table. Objects in no VPC, or in an
 * unknown one, are left out.
 */
export const vpcsOfObjects = perNetwork((network): ReadonlyMap<string, string> => {
  const vpcs = new Map<string, string>();
  const put = (id: string, vpc: string | undefined) => {
    if (vpc !== undefined && !vpcs.has(id)) vpcs.set(id, vpc);
  };
  const putAll = <T extends NetworkObject>(
    objects: Iterable<T>,
    vpcOf: (object: T) => string | undefined,
  ) => {
    for (const object of objects) put(object.id, vpcOf(object));
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
  for (const items of inVpc) putAll(items, ({ vpc }) => keyOfField(vpc));

  putAll(network.routes, ({ routeTable }) => of(routeTable));
  putAll(network.routeTableAssociations, ({ routeTable, subnet }) => of(routeTable) ?? of(subnet));
  putAll(network.networkAclAssociations, ({ acl, subnet }) => of(acl) ?? of(subnet));
  putAll(network.networkAclEntries, ({ acl }) => of(acl));
  for (const { resource, group } of network.securityGroupRules) put(resource, of(group));
  putAll(network.routePropagations, ({ routeTables }) => firstOf(routeTables));
  putAll(network.subnetGroups.values(), ({ subnets }) => firstOf(subnets));
  putAll(network.natGateways.values(), ({ vpc, subnet }) => keyOfField(vpc) ?? of(subnet));
  for (const [id, vpc] of attachedGateways(network)) put(id, vpc);
  for (const [id, placement] of placements(network)) put(id, vpcOfPlacement(placement));
  putAll(network.listeners.values(), ({ loadBalancer }) => of(loadBalancer));
  // A listener rule may precede its listener in the text.
  putAll(network.listeners.values(), ({ listener }) => of(listener));
  for (const { id, allocation } of network.natGateways.values()) {
    const address = keyOfField(allocation);
    if (address !== undefined && network.elasticIps.has(address)) put(address, vpcs.get(id));
  }
  putAll(network.flowLogs.values(), (log) => of(log.of));
  return vpcs;
});

/** The gateways of this file that are attached to a VPC, with the VPC's key. */
function attachedGateways(network: Network): readonly (readonly [string, string | undefined])[] {
  return network.gatewayAttachments.flatMap(({ vpc, internetGateway, vpnGateway }) =>
    [internetGateway, vpnGateway].flatMap((gateway) => {
      const id = keyOfField(gateway) ?? '';
      const isHere = network.internetGateways.has(id) || network.vpnGateways.has(id);
      return isHere ? [[id, keyOfField(vpc)] as const] : [];
    }),
  );
}

/** The VPC of a workload's first subnet or, without subnets, of its first group. */
function vpcOfPlacement({ subnets: [subnet], groups: [group] }: Placement): string | undefined {
  const behind = group?.kind === 'group' ? keyOfField(group.group.vpc) : group?.vpc.id;
  return (subnet && keyOfField(subnet.vpc)) ?? behind;
}
