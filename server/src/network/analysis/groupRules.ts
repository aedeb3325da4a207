import type { Field, NetworkObject, Target } from '../field.ts';
import { find, keyOf, perNetwork, rulesOfKey } from '../lookup.ts';
import type { Network, SecurityGroup, SecurityGroupRule, Vpc } from '../model.ts';
import type { Direction } from '../protocol.ts';
import type { Truth } from '../truth.ts';

/** A security group that applies to a workload or an endpoint. */
export type Group =
  | { readonly kind: 'group'; readonly group: SecurityGroup }
  /** The one that AWS makes with a VPC (fact SG-03). */
  | { readonly kind: 'default'; readonly vpc: Vpc };

/** The traffic that a group allows. */
export interface GroupRules {
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
  /**
   * AWS's default rule that allows all outbound traffic. `unknown`: the group has no egress rules inline, and whether
   * separate egress rules remove the default is not documented (facts SG-02, G54).
   */
  readonly allowAllOut: Truth<'unknown'>;
  /** A VPC's default group allows all traffic from itself (fact SG-03). */
  readonly allowsItself: boolean;
  /** By direction: why there may be further rules; undefined if the rules are complete. */
  readonly mayHaveMore: { readonly [D in Direction]: string | undefined };
}

/** The group that a target refers to; undefined if it is outside of the file. */
export function groupOf(
  target: Target,
  { securityGroups, vpcs }: Pick<Network, 'securityGroups' | 'vpcs'>,
): Group | undefined {
  if (target.kind === 'resource' && target.attribute === 'DefaultSecurityGroup') {
    const vpc = vpcs.get(target.id);
    return vpc && { kind: 'default', vpc };
  }
  const group = securityGroups.get(keyOf(target));
  return group && { kind: 'group', group };
}

/**
 * The default group of a VPC, which applies if no group is named. For a VPC that exists already its rules may have been
 * changed.
 */
export function defaultGroupOf(
  vpc: Field<Target>,
  { vpcs, incomplete: open }: Pick<Network, 'vpcs' | 'incomplete'>,
): Group | undefined {
  const existing = find(vpcs, vpc);
  return existing && !open.has(existing.id) ? { kind: 'default', vpc: existing } : undefined;
}

/** The group that EKS creates with a cluster and attaches to its nodes (fact EKS-01). */
export function clusterGroupOf(cluster: NetworkObject): Group {
  return createdGroup(cluster, 'cluster', 'EKS creates it in the VPC of the cluster');
}

/**
 * The group from which CloudFront sends to a VPC origin:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export function originGroupOf(origin: NetworkObject): Group {
  return createdGroup(origin, 'vpc-origin', 'CloudFront creates it in the VPC of the origin');
}

/** False for the group of a VPC origin, which has no name that a template could use. */
export function canBeNamed(group: Group): boolean {
  return group.kind === 'default' || group.group.createdFor !== 'vpc-origin';
}

function createdGroup(
  { id, at }: NetworkObject,
  createdFor: NonNullable<SecurityGroup['createdFor']>,
  why: string,
): Group {
  const made: SecurityGroup = {
    id,
    at,
    properties: undefined,
    vpc: { kind: 'unknown', why, at },
    inlineEgress: 'absent',
    unknownRules: [],
    createdFor,
  };
  return { kind: 'group', group: made };
}

/** A key that identifies a group: a logical id, an AWS id, or `Vpc.DefaultSecurityGroup`. */
export function keyOfGroup(group: Group): string {
  return group.kind === 'group' ? group.group.id : `${group.vpc.id}.DefaultSecurityGroup`;
}

/** All rules of a group: inline rules and separate rule resources. */
export function rulesOfGroup(group: Group, network: Network): GroupRules {
  const known = rulesCache(network);
  const key = keyOfGroup(group);
  let rules = known.get(key);
  if (!rules) {
    rules = effectiveRules(group, key, network);
    known.set(key, rules);
  }
  return rules;
}

const rulesCache = perNetwork(() => new Map<string, GroupRules>());

function effectiveRules(group: Group, key: string, network: Network): GroupRules {
  const { own: written, unowned } = rulesOfKey(key, network);
  const own = group.kind === 'group' ? group.group : undefined;
  const rules = [...written, ...(own?.createdRules ?? [])];
  const ofDirection = (direction: Direction) => rules.filter((rule) => rule.direction === direction);
  const egress = ofDirection('egress');
  const inline = own?.inlineEgress ?? 'absent';
  const moreOf = (direction: Direction) => {
    const stray = unowned.find((rule) => rule.direction === direction);
    if (stray) return `${stray.resource} may be a rule of ${nameOfGroup(group)}`;
    if (own?.unknownRules.includes(direction))
      return `${nameOfGroup(group)} has rules that are known only after deployment`;
    return own && network.incomplete.get(own.id);
  };
  return {
    ingress: ofDirection('ingress'),
    egress,
    allowAllOut: inline === 'stated' ? 'no' : inline === 'unknown' || egress.length > 0 ? 'unknown' : 'yes',
    allowsItself: group.kind === 'default' || own?.createdFor === 'cluster',
    mayHaveMore: { ingress: moreOf('ingress'), egress: moreOf('egress') },
  };
}

/** A group as a message names it. */
export function nameOfGroup(group: Group): string {
  if (group.kind === 'default') return `the default group of ${group.vpc.id}`;
  const { id, createdFor } = group.group;
  if (createdFor === 'cluster') return `the cluster security group of ${id}`;
  return createdFor === undefined ? id : `the security group of ${id}`;
}
