import { routeTableOf } from '../../../../network/analysis/subnets/subnetRoutes.ts';
import { subnetUses } from '../../../../network/analysis/subnets/subnetUse.ts';
import { referredResource } from '../../../../network/field.ts';
import { aclAssociationsBySubnet, tableAssociationsBySubnet } from '../../../../network/lookup.ts';
import type { Network, Subnet } from '../../../../network/model.ts';
import { dataOf, isSameData } from '../../../../syntax/edit/data.ts';
import type { Data, Edit } from '../../../../syntax/edit.ts';
import { entryAt, resolved, writtenEntry } from '../../../../syntax/tree.ts';
import { associationNames, freeName } from '../../../subnets/subnetStyle.ts';
import { tierFromName } from '../../../subnets/tierFromName.ts';
import { type CursorResource, propertyNode } from '../place.ts';
import type { Refactoring } from '../refactoring.ts';

/**
 * Gives a subnet the route table, network ACL and automatic public addresses of another tier's subnet in its zone.
 * Offered on the subnet. Its name, its block and everything that refers to it are kept.
 */
export function moveToTier(place: CursorResource): readonly Refactoring[] {
  const { resource, networks, isOnName } = place;
  const own = networks[0]?.subnets.get(resource.id);
  if (!isOnName || resource.type !== 'AWS::EC2::Subnet' || !own) return [];
  const tiers = new Map<string, Refactoring>();
  for (const other of networks[0]!.subnets.values()) {
    const tier = tierFromName(other.id);
    if (tier === '' || tier === tierFromName(resource.id) || tiers.has(tier)) continue;
    const moved = isBeside(place, own, other) ? moveTo(place, other.id) : undefined;
    if (moved) tiers.set(tier, moved);
  }
  return [...tiers.values()];
}

function isBeside({ template }: CursorResource, own: Subnet, other: Subnet): boolean {
  const [vpc, zone] = [referredResource(own.vpc), zoneOf(own.id)];
  function zoneOf(id: string): Data | undefined {
    const subnet = template.resources.get(id);
    const node = subnet && propertyNode(subnet, 'AvailabilityZone');
    return node && dataOf(node);
  }
  const there = zoneOf(other.id);
  const isSameZone = zone !== undefined && there !== undefined && isSameData(zone, there);
  return vpc !== undefined && referredResource(other.vpc) === vpc && isSameZone;
}

function moveTo(place: CursorResource, other: string): Refactoring | undefined {
  const { resource, networks, template } = place;
  const { id } = resource;
  const answers = networks.map((network) => tablesOf(network, id, other));
  const [tables] = answers;
  if (!tables || tables.from === tables.to) return undefined;
  if (answers.some((one) => JSON.stringify(one) !== JSON.stringify(tables))) return undefined;
  if (networks.some((network) => needsItsRoutes(network, id))) return undefined;
  const [condition, its] = [id, other].map((one) => template.resources.get(one)?.condition);
  const network = networks[0]!;
  if (condition !== its) return undefined;
  const [table, acl] = [tableEdits(place, network, other), aclEdits(place, network, other)];
  const address = addressEdits(place, other);
  if (!table || !acl || !address) return undefined;
  return {
    kind: 'rewrite',
    title: `Move ${id} to the tier of ${other}, with ${tables.to ?? 'the main route table'}`,
    edits: [...table, ...acl, ...address],
  };
}

/** The effective route tables of both; null for the main table. */
function tablesOf(
  network: Network,
  id: string,
  other: string,
): { readonly from: string | null; readonly to: string | null } | undefined {
  const [from, to] = [id, other].map((one) => {
    const subnet = network.subnets.get(one);
    const effective = subnet && routeTableOf(subnet, network);
    if (!effective || effective.kind === 'unknown') return undefined;
    return effective.kind === 'table' ? effective.table.id : null;
  });
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Gateways and the like in the subnet that need its present routes. */
function needsItsRoutes(network: Network, id: string): boolean {
  const users = subnetUses(network).get(id)?.users ?? [];
  return users.some(({ what }) => what === 'nat-gateway' || what === 'load-balancer');
}

function tableEdits(
  { resource: { id, condition }, resources, template }: CursorResource,
  network: Network,
  other: string,
): readonly Edit[] | undefined {
  const { of } = tableAssociationsBySubnet(network);
  const [own = [], its = []] = [of.get(id), of.get(other)];
  if (own.length > 1 || its.length > 1) return undefined;
  const entry = writtenEntry(resources, own[0]?.id);
  if (own.length > 0 && !entry) return undefined;
  if (its.length === 0) return entry ? [{ op: 'remove-entry', from: resources, entry }] : [];
  const association = template.resources.get(its[0]!.id);
  const node = association && propertyNode(association, 'RouteTableId');
  const table = node && dataOf(node);
  if (table === undefined || association?.condition !== condition) return undefined;
  const written = entry && template.resources.get(entry.key.text);
  const before = written && propertyNode(written, 'RouteTableId');
  if (before) return [{ op: 'replace', node: before, value: table }];
  const name = associationNames(network)(id, referredResource(its[0]!.routeTable) ?? '');
  const taken = new Set([...template.resources.keys(), ...template.parameters.keys()]);
  const value = {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    ...(condition !== undefined && { Condition: condition }),
    Properties: { SubnetId: { Ref: id }, RouteTableId: table },
  };
  return [{ op: 'insert-entry', into: resources, key: freeName(name, taken), value, after: its[0]!.id }];
}

/** Undefined if only one of the two has its own network ACL. */
function aclEdits(
  { resource: { id }, template }: CursorResource,
  network: Network,
  other: string,
): readonly Edit[] | undefined {
  const { of } = aclAssociationsBySubnet(network);
  const [own = [], its = []] = [of.get(id), of.get(other)];
  if (own.length === 0 && its.length === 0) return [];
  if (own.length !== 1 || its.length !== 1) return undefined;
  const [before, after] = [own, its].map(([association]) => {
    const written = template.resources.get(association!.id);
    return written && propertyNode(written, 'NetworkAclId');
  });
  const acl = after && dataOf(after);
  return before && acl !== undefined ? [{ op: 'replace', node: before, value: acl }] : undefined;
}

function addressEdits({ resource, template }: CursorResource, other: string): readonly Edit[] | undefined {
  const key = 'MapPublicIpOnLaunch';
  const properties = resolved(resource.properties);
  const model = template.resources.get(other);
  const node = model && propertyNode(model, key);
  const value = node && dataOf(node);
  if (properties?.kind !== 'mapping' || (node && value === undefined)) return undefined;
  if (value !== undefined) return [{ op: 'set-entry', in: properties, key, value, after: 'CidrBlock' }];
  const entry = entryAt(properties, key);
  return entry ? [{ op: 'remove-entry', from: properties, entry }] : [];
}
