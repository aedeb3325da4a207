import type { Group } from '../../../network/analysis/groupRules.ts';
import { areDifferentVpcs, isGroupOfOtherVpc, vpcOfGroup } from '../../../network/analysis/otherVpc.ts';
import { isExisting } from '../../../network/analysis/overlay.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import {
  defaultsOf,
  type Field,
  type NetworkObject,
  type Target,
  type TargetList,
} from '../../../network/field.ts';
import { find, keyOfField } from '../../../network/lookup.ts';
import type { Network, Subnet } from '../../../network/model.ts';
import type { Workload } from '../../../network/workload.ts';
import type { Related, Report } from '../../defineRule.ts';
import { crossAssociationOf } from './crossAssociation.ts';
import { causeOutside } from './subnetOutsideVpc.ts';

/** Something in a VPC, with its name for messages. */
export interface Placed {
  readonly name: string;
  readonly vpc: Field<Target>;
  /** Where it is referred to, and its kind, for related places. */
  readonly field: Field<unknown>;
}

/** Two parts of `owner` that are in two different VPCs; undefined if that is not certain. */
export function mismatch(
  owner: Pick<NetworkObject, 'id' | 'at'>,
  odd: Placed,
  other: Placed,
  consequence: string,
  network: Network,
): Report | undefined {
  if (!areDifferentVpcs(odd.vpc, other.vpc, network)) return undefined;
  const at = odd.field.kind === 'absent' ? owner.at : odd.field.at;
  return {
    at,
    resource: owner.id,
    defaults: defaultsOf(odd.vpc, odd.field, other.vpc, other.field),
    message: `${odd.name} belongs to ${keyOfField(odd.vpc)}, but ${other.name} belongs to ${keyOfField(other.vpc)}. ${consequence}`,
    related: [odd, other].flatMap(({ name, vpc }): Related[] =>
      // The span of an existing object is in another text.
      vpc.kind === 'known' && !isExisting(name, network)
        ? [{ at: vpc.at, message: `${name} is in ${keyOfField(vpc)}` }]
        : [],
    ),
  };
}

/** The subnets of a list that are in another VPC than `home` or, without it, than the first one whose VPC is known. */
export function* subnetsOfOtherVpc(
  owner: Pick<NetworkObject, 'id' | 'at'>,
  list: TargetList,
  network: Network,
  consequence: string,
  home?: Placed,
): Generator<Report> {
  if (list.kind !== 'known') return;
  let first = home;
  const seen: Subnet[] = [];
  for (const field of list.items) {
    const subnet = find(network.subnets, field);
    if (!subnet) continue;
    const placed: Placed = { name: subnet.id, vpc: subnet.vpc, field };
    seen.push(subnet);
    if (!first) first = placed;
    else {
      const report = mismatch(owner, placed, first, consequence, network);
      if (report)
        yield {
          ...report,
          ...crossAssociationOf(subnet, network),
          ...causeOutside(home ? [subnet] : [seen[0]!, subnet], network),
        };
    }
  }
}

/**
 * The groups of a workload or an endpoint that belong to another VPC than its subnets. The rule `sg-no-vpc` reports
 * groups without a VPC.
 */
export function* groupsOfOtherVpc(
  owner: Pick<NetworkObject, 'id' | 'at'>,
  network: Network,
  consequence: string,
  home?: Placed,
): Generator<Report> {
  const placement = placements(network).get(owner.id);
  const [subnet] = placement?.subnets ?? [];
  const { subnetsAt, groupsAt } = placement ?? {};
  if (!placement || groupsAt?.kind !== 'known') return;
  const other: Placed | undefined =
    home ??
    (subnet && subnetsAt?.kind === 'known'
      ? { name: subnet.id, vpc: subnet.vpc, field: subnet.vpc }
      : undefined);
  if (!other) return;
  for (const field of groupsAt.items) {
    const one = groupOfField(field, network);
    if (!one || (one.kind === 'group' && !isGroupOfOtherVpc(one.group, other.vpc, network))) continue;
    const name = one.kind === 'group' ? one.group.id : `The default group of ${one.vpc.id}`;
    const report = mismatch(owner, { name, vpc: vpcOfGroup(one), field }, other, consequence, network);
    if (report) yield { ...report, ...causeOutside(subnet ? [subnet] : [], network) };
  }
}

function groupOfField(field: Field<Target>, network: Network): Group | undefined {
  const group = find(network.securityGroups, field);
  if (group) return { kind: 'group', group };
  if (field.kind !== 'known' || field.value.kind !== 'resource') return undefined;
  const vpc = network.vpcs.get(field.value.id);
  return vpc && field.value.attribute === 'DefaultSecurityGroup' ? { kind: 'default', vpc } : undefined;
}

/** The mismatches between a workload's own subnets and groups. */
export function* partsOfOtherVpc(
  workload: Workload,
  network: Network,
  consequence: string,
): Generator<Report> {
  // Interfaces of one instance may be in several VPCs.
  if ('cards' in workload && workload.cards.length > 1) return;
  yield* subnetsOfOtherVpc(workload, workload.subnets, network, consequence);
  yield* groupsOfOtherVpc(workload, network, consequence);
}
