import { existsWherever } from '../../../../changes/resources.ts';
import { type Cidr, contains, overlaps } from '../../../../cidr/cidr.ts';
import { formatCidr } from '../../../../cidr/format.ts';
import { placements } from '../../../../network/analysis/workloads/placement.ts';
import { find, keyOfField } from '../../../../network/lookup.ts';
import type { Network, SecurityGroup, SecurityGroupRule } from '../../../../network/model.ts';
import { dataOf } from '../../../../syntax/edit/data.ts';
import type { Data, Edit } from '../../../../syntax/edit.ts';
import { entryAt, resolved } from '../../../../syntax/tree.ts';
import { createdAfter, dependenciesIn } from '../../../../template/dependencies.ts';
import { listed } from '../../../../wording/listed.ts';
import type { CursorResource } from '../place.ts';
import type { Refactoring } from '../refactoring.ts';

/** With more groups than this, a block is shorter than the list of those it was meant for. */
const MOST_GROUPS = 3;

/**
 * Replaces a block of the VPC in a rule by the groups of the workloads in that block. Offered on the block. Everything
 * in the template that the block allows stays allowed.
 */
export function referToGroup(place: CursorResource): readonly Refactoring[] {
  const { resource, path, networks } = place;
  const found = networks.flatMap((network) => {
    const rule = network.securityGroupRules.find(
      (one) => one.resource === resource.id && (one.list === undefined || path.includes(one.node!)),
    );
    return rule ? [{ rule, needed: groupsIn(rule, network) }] : [];
  });
  const [first] = found;
  const groups = first?.needed;
  if (!first || !groups || !found.every(({ needed }) => needed?.join() === groups.join())) return [];
  const { rule } = first;
  const mapping = resolved(rule.node);
  const entry = entryAt(mapping, 'CidrIp');
  const isAtBlock = entry !== undefined && path.some((node) => node === entry.key || node === entry.value);
  const isInline = rule.list !== undefined;
  if (!entry || !isAtBlock || mapping?.kind !== 'mapping' || rule.peer.kind !== 'cidr') return [];
  if ((groups.length > 1 && !isInline) || groups.some((group) => !mayBeNamed(place, group))) return [];
  const isIn = rule.direction === 'ingress';
  const property = isIn ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId';
  const idOf = (group: string): Data => ({ 'Fn::GetAtt': [group, 'GroupId'] });
  const [group, ...others] = groups;
  const edits: Edit[] = [
    { op: 'rename', entry, key: property },
    { op: 'replace', node: entry.value, value: idOf(group!) },
  ];
  const data = dataOf(mapping);
  if (others.length > 0 && rule.list && rule.node) {
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
    const { CidrIp: _, ...rest } = data as { readonly [key: string]: Data };
    const index = rule.list.items.indexOf(rule.node) + 1;
    for (const other of others)
      edits.push({ op: 'insert-item', into: rule.list, value: { ...rest, [property]: idOf(other) }, index });
  }
  const block = rule.peer.cidr.kind === 'known' ? formatCidr(rule.peer.cidr.value) : 'the block';
  const title = `Allow ${isIn ? '' : 'traffic to '}${listed(groups)} instead of ${block}`;
  return [{ kind: 'rewrite', title, edits }];
}

interface Members {
  /** The groups of each workload inside of the block. */
  readonly choices: readonly (readonly string[])[];
  /** The groups of workloads outside of it. */
  readonly outside: ReadonlySet<string>;
}

/** Undefined if a workload may be partly inside of the block, or has unknown groups. */
function membersOf(block: Cidr, owner: SecurityGroup, network: Network): Members | undefined {
  const choices: (readonly string[])[] = [];
  const outside = new Set<string>();
  for (const [id, placement] of placements(network)) {
    // An endpoint opens no connections.
    if (network.endpoints.has(id)) continue;
    if (placement.otherSubnets !== undefined || placement.otherGroups !== undefined) return undefined;
    const where = placeIn(
      block,
      placement.subnets.map(({ ipv4 }) => (ipv4.kind === 'known' ? ipv4.value : undefined)),
    );
    if (where === undefined) return undefined;
    const groups = placement.groups.flatMap((one) =>
      one.kind === 'group' && isInVpc(one.group, owner) ? [one.group.id] : [],
    );
    if (where === 'inside') choices.push(groups);
    else for (const group of groups) outside.add(group);
  }
  return { choices, outside };
}

/**
 * Groups that together include every workload in the block, in the order of the text. Undefined if a workload in the
 * block has none of them, or if one that has is partly outside of the block.
 */
function groupsIn(
  { peer, group: owner }: SecurityGroupRule,
  network: Network,
): readonly string[] | undefined {
  const own = find(network.securityGroups, owner);
  const vpc = own && find(network.vpcs, own.vpc);
  if (!own || !vpc || peer.kind !== 'cidr' || peer.cidr.kind !== 'known') return undefined;
  const block = peer.cidr.value;
  if (!vpc.ipv4.some((one) => one.kind === 'known' && contains(one.value, block))) return undefined;
  const members = membersOf(block, own, network);
  if (!members) return undefined;
  const { choices, outside } = members;
  const groups = new Set<string>();
  for (const choice of choices) {
    if (choice.some((group) => groups.has(group))) continue;
    const [group] = choice.filter((one) => !outside.has(one));
    if (group === undefined) return undefined;
    groups.add(group);
  }
  // One group that all workloads share is enough.
  const common = [...groups].find((group) => choices.every((choice) => choice.includes(group)));
  const all = common === undefined ? [...groups] : [common];
  return all.length === 0 || all.length > MOST_GROUPS ? undefined : all;
}

/** Undefined if only some of the subnets are inside of the block, or if a subnet is unknown. */
function placeIn(block: Cidr, subnets: readonly (Cidr | undefined)[]): 'inside' | 'outside' | undefined {
  if (subnets.every((one) => one && !overlaps(block, one))) return 'outside';
  return subnets.every((one) => one && contains(block, one)) ? 'inside' : undefined;
}

function isInVpc(group: SecurityGroup, own: SecurityGroup): boolean {
  return keyOfField(group.vpc) === keyOfField(own.vpc);
}

/** True if the group exists whenever the rule does, and does not depend on it (fact SG-07). */
function mayBeNamed({ resource, template, tree, scenarios }: CursorResource, group: string): boolean {
  if (
    !template.resources.has(group) ||
    template.hasMacros ||
    !existsWherever({ template }, group, resource.id)
  )
    return false;
  return scenarios.every((scenario) => !createdAfter(resource.id, dependenciesIn(tree, scenario)).has(group));
}
