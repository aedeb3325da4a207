import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { referredResource } from '../../network/field.ts';
import type { Network, RouteTable, Subnet, Zone } from '../../network/model.ts';

/** A region in a name, as eksctl writes it: SubnetPrivateUSWEST2A. */
const REGION = /^(us|eu|ap|sa|ca|me|af|il|mx|cn)(gov)?((north|south)?(east|west)|north|south|central)$/;

/** Words of a logical id for the kind or position of a resource, not its purpose. */
const NO_TIER =
  /^(subnets?|net|az|zone|one|two|three|first|second|third|route|routes|table|rt|rtb|vpc|the|my|our|[a-z]|[0-9]+)$/;

/**
 * The purpose of a subnet or route table according to its logical id: `public` for PublicA, PublicSubnet1 and
 * PublicRouteTable. Empty if the id does not tell.
 */
export function tierFromName(id: string): string {
  return wordsOf(id)
    .filter((word) => !NO_TIER.test(word) && !REGION.test(word))
    .join('-');
}

/** public, subnet, az, 1 for PublicSubnetAZ1; without the eight characters that CDK appends. */
export function wordsOf(id: string): readonly string[] {
  const words =
    id.replace(/(?<=[a-z0-9])[0-9A-F]{8}$/, '').match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

/**
 * The index of a subnet's zone, from 0: its index in Fn::GetAZs, or the letter of the zone's name. Null if neither is
 * known.
 */
export function zoneNumber(zone: Zone): number | null {
  if (zone.kind === 'nth') return zone.index;
  const letter = zone.kind === 'name' ? /\d([a-z])$/.exec(zone.name)?.[1] : undefined;
  return letter === undefined ? null : letter.charCodeAt(0) - 97;
}

/** The zone at the end of an id: 0 for PrivateTableA and for PrivateTable1. */
function zoneInName(id: string): number | null {
  const last = wordsOf(id).at(-1) ?? '';
  if (/^[a-z]$/.test(last)) return last.charCodeAt(0) - 97;
  return /^[1-9]$/.test(last) ? Number(last) - 1 : null;
}

/**
 * The route table of a tier in a zone: the one that its subnets already use, else the one with a matching name.
 * Undefined if there is none, or if several match.
 */
export function tableOfTier(
  network: Network,
  vpc: string,
  tier: string,
  zone: number | null,
): RouteTable | undefined {
  if (tier === '') return undefined;
  const key = tier.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const inVpc = (one: RouteTable | Subnet) => referredResource(one.vpc) === vpc;
  const used = [...network.subnets.values()]
    .filter((subnet) => inVpc(subnet) && tierFromName(subnet.id) === key)
    .flatMap((subnet) => {
      const effective = routeTableOf(subnet, network);
      if (effective.kind !== 'table') return [];
      const at = subnet.zone.kind === 'known' ? zoneNumber(subnet.zone.value) : null;
      return [{ table: effective.table, zone: at }];
    });
  const named = [...network.routeTables.values()]
    .filter((table) => inVpc(table) && tierFromName(table.id) === key)
    .map((table) => ({ table, zone: zoneInName(table.id) }));
  for (const choices of [used, named]) {
    const only = onlyOne(choices.map(({ table }) => table));
    // A table shared by all subnets also serves a new zone, unless its name is that of another zone.
    if (only && (zoneInName(only.id) === null || zoneInName(only.id) === zone)) return only;
    const here = onlyOne(
      choices.filter((one) => zone !== null && one.zone === zone).map(({ table }) => table),
    );
    if (here) return here;
  }
  return undefined;
}

function onlyOne(tables: readonly RouteTable[]): RouteTable | undefined {
  const ids = new Set(tables.map(({ id }) => id));
  return ids.size === 1 ? tables[0] : undefined;
}
