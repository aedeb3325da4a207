import type { Inventory, InventoryPart } from '../../inventory/inventory.ts';
import type { PartName } from '../../inventory/parts.ts';
import { memoized } from '../../memo.ts';
import type { KnownField } from '../field.ts';
import type { Network } from '../model.ts';
import { booleanField, cidrField, fieldOf } from '../template/fieldOfValue.ts';
import { type Draft, emptyDraft } from '../template/readResource.ts';
import { readDatabases } from './databases.ts';
import { memberValue, objectOf, targetOf } from './fieldOfAnswer.ts';
import { readAcls, readGroups } from './filters.ts';
import { readConnections, readEndpoints, readGateways, readRouteTables } from './routing.ts';

/**
 * The networks that an inventory describes, by AWS ids. Spans are those in the inventory's files, never in a document
 * that mentions the ids. Parts that the inventory lacks are marked as incomplete.
 */
export const networkOfInventory = memoized((inventory: Inventory): Network => {
  const draft = emptyDraft();
  const { parts } = inventory;
  readVpcs(parts, draft);
  readSubnets(parts.Subnets, draft);
  readGateways(parts, draft);
  readRouteTables(parts.RouteTables, draft);
  readAcls(parts.NetworkAcls, draft);
  readGroups(parts.SecurityGroups, draft);
  readEndpoints(parts, draft);
  readConnections(parts, draft);
  readDatabases(parts, draft);
  for (const [list, part] of LISTS) {
    const { open } = parts[part];
    if (open !== undefined) draft.incomplete.set(list, open);
  }
  return draft;
});

/** The lists of a network that an inventory can fill, each with the part of the inventory that does. */
const LISTS: readonly (readonly [keyof Network, PartName])[] = [
  ['vpcs', 'Vpcs'],
  ['subnets', 'Subnets'],
  ['routeTables', 'RouteTables'],
  ['internetGateways', 'InternetGateways'],
  ['natGateways', 'NatGateways'],
  ['networkAcls', 'NetworkAcls'],
  ['securityGroups', 'SecurityGroups'],
  ['endpoints', 'VpcEndpoints'],
  ['prefixLists', 'PrefixLists'],
  ['peerings', 'VpcPeeringConnections'],
  ['transitGatewayAttachments', 'TransitGatewayVpcAttachments'],
  ['workloads', 'DBInstances'],
  ['subnetGroups', 'DBSubnetGroups'],
];

function readVpcs({ Vpcs, VpcAttributes }: Inventory['parts'], draft: Draft): void {
  const attributes = [...VpcAttributes.entries.values()];
  for (const [id, vpc] of Vpcs.entries) {
    const { at } = vpc;
    const attribute = (name: 'EnableDnsSupport' | 'EnableDnsHostnames'): KnownField<boolean> => {
      const stated = attributes.find((one) => one.VpcId === id && one[name]?.Value !== undefined);
      if (stated) return { kind: 'known', value: stated[name]!.Value!, at, defaults: [] };
      // Private DNS of endpoints needs both attributes, and gateway endpoints need the resolver (fact DNS-05).
      // describe-vpcs returns neither.
      const assumed = `${id} has its DNS attributes on, of which the inventory says nothing`;
      return { kind: 'known', value: true, at, defaults: [], assumed };
    };
    const isHere = ({ State }: { readonly State: string | undefined } = { State: undefined }) =>
      State === undefined || State === 'associated';
    const primary = vpc.CidrBlock;
    const others = (vpc.CidrBlockAssociationSet ?? [])
      .filter(({ CidrBlock, CidrBlockState }) => CidrBlock !== primary && isHere(CidrBlockState))
      .map(({ CidrBlock }) => CidrBlock);
    const ipv6 = (vpc.Ipv6CidrBlockAssociationSet ?? []).filter((one) => isHere(one.Ipv6CidrBlockState));
    draft.vpcs.set(id, {
      ...objectOf(id, at),
      ipv4: [primary, ...others].map((block) => cidrField(memberValue(block, at), 4)),
      ipv6: ipv6.map((block) => cidrField(memberValue(block.Ipv6CidrBlock, at), 6)),
      dnsSupport: attribute('EnableDnsSupport'),
      dnsHostnames: attribute('EnableDnsHostnames'),
    });
    draft.incomplete.set(id, `the inventory does not tell what AWS made with ${id}`);
  }
}

function readSubnets({ entries }: InventoryPart<'Subnets'>, draft: Draft): void {
  for (const [id, subnet] of entries) {
    const { at, AvailabilityZone: zone, AvailabilityZoneId: zoneId } = subnet;
    const block = (subnet.Ipv6CidrBlockAssociationSet ?? []).find(
      ({ Ipv6CidrBlockState }) => (Ipv6CidrBlockState?.State ?? 'associated') === 'associated',
    );
    draft.subnets.set(id, {
      ...objectOf(id, at),
      vpc: targetOf(subnet.VpcId, at),
      ipv4: cidrField(memberValue(subnet.CidrBlock || undefined, at), 4),
      ipv6: cidrField(memberValue(block?.Ipv6CidrBlock, at), 6),
      mapPublicIp: booleanField(memberValue(subnet.MapPublicIpOnLaunch, at)),
      assignsIpv6: booleanField(memberValue(subnet.AssignIpv6AddressOnCreation, at)),
      dns64: booleanField(memberValue(subnet.EnableDns64, at)),
      zone:
        zone === undefined
          ? fieldOf(memberValue(zoneId, at), (text) => ({ kind: 'id', id: text }))
          : fieldOf(memberValue(zone, at), (text) => ({ kind: 'name', name: text })),
      outpost: fieldOf(memberValue(subnet.OutpostArn, at), (arn) => arn),
    });
  }
}
