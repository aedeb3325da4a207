import { addTo } from '../../multimap.ts';
import { tiersOf } from '../../network/analysis/subnets/routeClasses.ts';
import { aclOf } from '../../network/analysis/subnets/subnetAcl.ts';
import { gatewayEndpointsOf } from '../../network/analysis/subnets/subnetEndpoints.ts';
import { classOf, routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { subnetUses } from '../../network/analysis/subnets/subnetUse.ts';
import type { Subnet } from '../../network/model.ts';
import { zoneText } from '../hover/resource/words.ts';
import { block, entry, plain } from './values.ts';
import type { MapSource } from './view.ts';

/** The subnets by zone (null if the zone is unknown), and within a zone by route class. */
export function zonesOf(subnets: readonly Subnet[], view: MapSource) {
  const byZone = new Map<string | null, Subnet[]>();
  for (const subnet of subnets) {
    const zone = zoneText(subnet) ?? null;
    addTo(byZone, zone, subnet);
  }
  const zones = [...byZone].sort(([a], [b]) => compare(a, b));
  return zones.map(([zone, own]) => ({
    zone,
    tiers: tiersOf(own, view.network).map((tier) => ({
      class: tier.kind,
      subnets: tier.subnets.map((subnet) => subnetMap(subnet, view)),
    })),
  }));
}

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function subnetMap(subnet: Subnet, view: MapSource) {
  const { network } = view;
  const found = classOf(subnet, network);
  const table = routeTableOf(subnet, network);
  return {
    ...entry(subnet, view),
    ipv4: block(subnet.ipv4),
    ipv6: block(subnet.ipv6),
    class: found.kind,
    by: 'by' in found ? entry(found.by, view) : null,
    why: 'why' in found ? found.why : null,
    mapsPublicIp: plain(subnet.mapPublicIp, false),
    // `main` and `default` are created by AWS with the VPC.
    routeTable: table.kind === 'table' ? table.table.id : table.kind === 'main' ? 'main' : null,
    gatewayEndpoints:
      table.kind === 'table' ? gatewayEndpointsOf(table.table, network).map(({ id }) => id) : [],
    networkAcl: aclName(subnet, view),
    ...usesOf(subnet, view),
  };
}

function aclName(subnet: Subnet, { network }: MapSource): string | null {
  const effective = aclOf(subnet, network);
  if (effective.kind === 'unknown') return null;
  return effective.kind === 'acl' ? effective.acl.id : 'default';
}

function usesOf(subnet: Subnet, { network }: MapSource) {
  const use = subnetUses(network).get(subnet.id)!;
  // An IPv4 subnet has at most 65,531 usable addresses.
  const usable = use.usable === undefined ? null : Number(use.usable);
  return {
    users: use.users.map(({ id, what }) => ({ id, what })),
    addresses: { usable, needed: use.needed, left: usable === null ? null : usable - use.needed },
  };
}
