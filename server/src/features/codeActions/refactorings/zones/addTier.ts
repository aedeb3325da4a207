import { formatCidr } from '../../../../cidr/format.ts';
import { allocate } from '../../../../subnetPlan/allocate/allocate.ts';
import { dataOf } from '../../../../syntax/edit/data.ts';
import type { Data, Edit } from '../../../../syntax/edit.ts';
import { listed } from '../../../../wording/listed.ts';
import { sliceLike } from '../../../subnets/cidrSlice.ts';
import {
  associationNames,
  type EditedTemplate,
  freeName,
  nameTagValue,
} from '../../../subnets/subnetStyle.ts';
import { tierFromName, wordsOf } from '../../../subnets/tierFromName.ts';
import { spaceOf, type VpcSpace } from '../../../subnets/vpcSpace.ts';
import { type CursorResource, propertyNode } from '../place.ts';
import type { Refactoring } from '../refactoring.ts';

const TIER = 'Isolated';

/** No database's subnet group needs more zones. */
const MOST_ZONES = 4;

/**
 * Adds a subnet for each zone of a VPC, with a route table that has only the local route. Offered on the VPC. Databases
 * belong in such a tier, since it has no path to the internet.
 */
export function addTier(place: CursorResource): readonly Refactoring[] {
  const { resource, networks, template, tree, resources, isOnName } = place;
  const [network] = networks;
  if (!isOnName || resource.type !== 'AWS::EC2::VPC' || !network) return [];
  const space = spaceOf(networks, resource.id);
  const zones = space && zonesOf(place, space);
  const blocks = space && zones && blocksOf(place, space, zones.length);
  if (!space || !zones || !blocks) return [];
  const target: EditedTemplate = { tree, template, network, vpc: resource.id, resources };
  const taken = new Set([...template.resources.keys(), ...template.parameters.keys()]);
  const hasLongNames = [...network.routeTables.keys()].some((id) => id.includes('RouteTable'));
  const table = freeName(`${TIER}${hasLongNames ? 'RouteTable' : 'Table'}`, taken);
  const { condition } = resource;
  const made = (type: string, properties: Data): Data => ({
    Type: `AWS::EC2::${type}`,
    ...(condition !== undefined && { Condition: condition }),
    Properties: properties,
  });
  const lastSubnet = space.siblings.at(-1)!.subnet.id;
  const insert = (key: string, value: Data, after: string): Edit => {
    return { op: 'insert-entry', into: resources, key, value, after };
  };
  const nameOfAssociation = associationNames(network);
  const names: string[] = [];
  const subnets: Edit[] = [];
  const associations: Edit[] = [];
  for (const [i, { zone, id: like }] of zones.entries()) {
    const name = freeName(nameLike(like, i), taken);
    names.push(name);
    const properties = {
      VpcId: { Ref: resource.id },
      AvailabilityZone: zone,
      CidrBlock: blocks[i]!,
      ...(propertyNode(template.resources.get(like)!, 'Tags') && {
        Tags: [{ Key: 'Name', Value: nameTagValue(target, wordsOf(name).join('-')) }],
      }),
    };
    subnets.push(insert(name, made('Subnet', properties), lastSubnet));
    const joined = { SubnetId: { Ref: name }, RouteTableId: { Ref: table } };
    const association = freeName(nameOfAssociation(name, table), taken);
    const body = made('SubnetRouteTableAssociation', joined);
    associations.push(insert(association, body, network.routeTableAssociations.at(-1)?.id ?? lastSubnet));
  }
  const lastTable = [...network.routeTables.keys()].at(-1) ?? lastSubnet;
  const edits = [
    ...subnets,
    insert(table, made('RouteTable', { VpcId: { Ref: resource.id } }), lastTable),
    ...associations,
  ];
  return [{ kind: 'rewrite', title: `Add a tier without internet access: ${listed(names, 6)}`, edits }];
}

interface ZoneOfTier {
  readonly zone: Data;
  /** The subnet of the zone after which the new one is named. */
  readonly id: string;
}

/** The zones of a VPC's subnets as written; undefined if a subnet has none, or if there are too many. */
function zonesOf({ template }: CursorResource, { siblings }: VpcSpace): readonly ZoneOfTier[] | undefined {
  const zones = new Map<string, ZoneOfTier>();
  for (const { subnet } of siblings) {
    const written = template.resources.get(subnet.id);
    const node = written && propertyNode(written, 'AvailabilityZone');
    const zone = node && dataOf(node);
    if (zone === undefined) return undefined;
    // The last tier is the most similar to a database's.
    zones.set(JSON.stringify(zone), { zone, id: subnet.id });
  }
  return zones.size === 0 || zones.size > MOST_ZONES ? undefined : [...zones.values()];
}

/** Free blocks with the size and the notation of the VPC's smallest subnet. */
function blocksOf(
  { template }: CursorResource,
  { root, siblings, taken }: VpcSpace,
  count: number,
): readonly Data[] | undefined {
  const smallest = siblings.toSorted((a, b) => b.block.prefix - a.block.prefix)[0]!;
  const written = template.resources.get(smallest.subnet.id);
  const node = written && propertyNode(written, 'CidrBlock');
  const like = node && dataOf(node);
  if (like === undefined) return undefined;
  const wanted = Array.from({ length: count }, () => ({ name: TIER, prefix: smallest.block.prefix }));
  const placed = allocate(root, wanted, taken);
  if ('kind' in placed) return undefined;
  const blocks = placed.map((block) =>
    typeof like === 'string' ? formatCidr(block) : sliceLike(like, root, block),
  );
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

/** IsolatedSubnet1 for PrivateSubnet1, IsolatedB for the second where a name says nothing of its tier. */
function nameLike(id: string, zone: number): string {
  const tier = tierFromName(id);
  const at = tier === '' ? -1 : id.toLowerCase().indexOf(tier);
  if (at < 0) return `${TIER}${'ABCD'[zone]}`;
  const isLower = id[at] === tier[0];
  return id.slice(0, at) + (isLower ? TIER.toLowerCase() : TIER) + id.slice(at + tier.length);
}
