import type { Span } from '../../../syntax/span.ts';
import type { NetworkInterfaceAttachment } from '../../associations.ts';
import { ABSENT, hasNoItems, type Target, type TargetList, unknownField, unknownOf } from '../../field.ts';
import { byOwner, find, perParts } from '../../lookup.ts';
import type { Network, Subnet, VpcEndpoint } from '../../model.ts';
import { reasonAlone, type UnknownReason } from '../../unknownReason.ts';
import type { PlainWorkload, Workload } from '../../workload.ts';
import { WORKLOAD_KINDS } from '../../workloadKinds.ts';
import { directoryGroupOf } from '../directoryGroup.ts';
import { clusterGroupOf, defaultGroupOf, type Group, groupOf, originGroupOf } from '../groupRules.ts';

/** The subnets and groups of a workload, with references to subnet groups, clusters and launch templates resolved. */
export interface Placement {
  /** Subnets of this file, without duplicates. */
  readonly subnets: readonly Subnet[];
  /**
   * Why there may be further subnets: one is outside of the file, or the list is unknown. A clause that follows
   * "because".
   */
  readonly otherSubnets: UnknownReason | undefined;
  readonly groups: readonly Group[];
  /** Why there may be further groups, whose rules would add to these; undefined if these are all. */
  readonly otherGroups: UnknownReason | undefined;
  /** The properties that list the groups and subnets, if each is a single property. */
  readonly subnetsAt: TargetList;
  readonly groupsAt: TargetList;
}

/** A workload that cannot have security groups has no group, not even the default one (fact SG-10). */
const NO_GROUPS: Placement['groups'] = [];

/** The parts of a network that placements depend on. */
export const PARTS_OF_PLACEMENT = [
  'workloads',
  'endpoints',
  'subnets',
  'securityGroups',
  'vpcs',
  'subnetGroups',
  'launchTemplates',
  'networkInterfaceAttachments',
  'incomplete',
] as const satisfies readonly (keyof Network)[];

/** What a placement rests on. */
type Parts = Pick<Network, (typeof PARTS_OF_PLACEMENT)[number]>;

export const placements = perParts(PARTS_OF_PLACEMENT, (network): ReadonlyMap<string, Placement> => {
  const ids = [...network.workloads.keys(), ...network.endpoints.keys()];
  return new Map(ids.map((id) => [id, placementAt(id, network)!]));
});

/** The placement of one workload or endpoint, so that trying a change does not compute the others. */
export function placementAt(id: string, network: Parts): Placement | undefined {
  const cache = placementCache(network);
  const known = cache.get(id);
  if (known) return known;
  const endpoint = network.endpoints.get(id);
  const workload = network.workloads.get(id);
  if (!endpoint && !workload) return undefined;
  const placement = endpoint ? placementOfEndpoint(endpoint, network) : placementOf(workload!, network);
  cache.set(id, placement);
  return placement;
}

const placementCache = perParts(PARTS_OF_PLACEMENT, () => new Map<string, Placement>());

function placementOf(workload: Workload, network: Parts): Placement {
  if (workload.kind === 'instance' && 'cards' in workload) {
    const interfaces = attachmentsOf(network).of.get(workload.id) ?? [];
    if (interfaces.length > 0 || workload.cards.length > 1)
      return joined(cardsOf(workload, interfaces, network));
  }
  if (sortsOfNodes(workload).length > 0) return joined(placementsOfNodes(workload, network).map(ofNodes));
  const subnetsAt = subnetListOf(workload, network);
  const groupsAt = groupListOf(workload, network);
  const isOutside = subnetsAt.kind === 'absent' && WORKLOAD_KINDS[workload.kind].isPlacedOnRequest;
  const cluster = hasGroupOfEks(workload, network)
    ? find(network.workloads, (workload as PlainWorkload).cluster)
    : undefined;
  if (cluster) {
    const placed = { ...place(subnetsAt, ABSENT, network, [clusterGroupOf(cluster)]), groupsAt };
    return workload.type === 'AWS::EKS::FargateProfile' ? { ...placed, otherGroups: POD_GROUPS } : placed;
  }
  if (workload.type === 'AWS::CloudFront::VpcOrigin')
    return { ...place(subnetsAt, ABSENT, network, [originGroupOf(workload)]), otherGroups: GROUP_OF_ORIGINS };
  if (workload.kind === 'directory') {
    const [first] = place(subnetsAt, ABSENT, network, NO_GROUPS).subnets;
    const own = directoryGroupOf(workload, first?.vpc ?? ABSENT, network);
    return place(subnetsAt, ABSENT, network, [own]);
  }
  if (workload.kind === 'kubernetes-cluster') {
    const own = [clusterGroupOf(workload)];
    const placed = place(subnetsAt, groupsAt, network, own);
    if (groupsAt.kind === 'absent') return placed;
    return { ...placed, groups: [...placed.groups, ...own] };
  }
  return place(subnetsAt, groupsAt, network, mayLackGroups(workload) || isOutside ? NO_GROUPS : undefined);
}

/** Instances behind a Network Load Balancer see its clients' addresses, and the load balancer may have no groups. */
function mayLackGroups(workload: Workload): boolean {
  return (
    workload.kind === 'load-balancer' &&
    workload.balances.kind === 'known' &&
    (workload.balances.value === 'network' || workload.balances.value === 'gateway')
  );
}

function sortsOfNodes(workload: Workload): readonly TargetList[] {
  return ('nodeGroups' in workload && workload.nodeGroups) || [];
}

/** For a cluster with several sorts of nodes, the placement of each sort. */
export function placementsOfNodes(workload: Workload, network: Parts): readonly Placement[] {
  return sortsOfNodes(workload).map((groups) => place(workload.subnets, groups, network, undefined));
}

function ofNodes(placement: Placement): Card {
  return { networkInterface: undefined, placement };
}

/** Rules name it by the id that it has in the account. */
const GROUP_OF_ORIGINS: UnknownReason = {
  why: 'the file does not say the id of CloudFront’s own group',
};

const OWN_GROUP: UnknownReason = { why: 'EKS makes a group of its own' };

/**
 * Pods on Fargate have the cluster's group, and Kubernetes may give them others:
 * https://repost.aws/knowledge-center/eks-configure-fargate-pod-security-group
 */
const POD_GROUPS: UnknownReason = { why: 'its pods may have other groups' };

const attachmentsOf = perParts(['networkInterfaceAttachments'], ({ networkInterfaceAttachments }) =>
  byOwner(networkInterfaceAttachments, ({ instance }) => instance),
);

/** One of the network interfaces of an instance; the instance has all of them at once. */
export interface Card {
  /** The network interface, if it is a separate resource. */
  readonly networkInterface: Workload | undefined;
  /** Undefined if the interface is outside of the file. */
  readonly placement: Placement | undefined;
}

/** The interfaces of an instance that has more than its primary one; the primary one first. */
export function cardsOfInstance(workload: Workload, network: Parts): readonly Card[] {
  if (workload.kind !== 'instance' || !('cards' in workload)) return [];
  const attachments = attachmentsOf(network).of.get(workload.id) ?? [];
  return attachments.length > 0 || workload.cards.length > 1 ? cardsOf(workload, attachments, network) : [];
}

function cardsOf(
  workload: PlainWorkload,
  attachments: readonly NetworkInterfaceAttachment[],
  network: Parts,
): readonly Card[] {
  const subnetsAt = subnetListOf(workload, network);
  const groupsAt = groupListOf(workload, network);
  // An instance with subnet and groups of its own has its own primary interface; with only a list of interfaces it does
  // not.
  const hasOwn = subnetsAt.kind !== 'absent' || workload.securityGroups.kind !== 'absent';
  const own =
    workload.cards.length > 1
      ? workload.cards.map(({ subnets, securityGroups }) =>
          place(subnets, securityGroups, network, undefined),
        )
      : hasOwn
        ? [place(subnetsAt, groupsAt, network, undefined)]
        : [];
  return [
    ...own.map((placement): Card => ({ networkInterface: undefined, placement })),
    ...attachments.toSorted(byDevice).map(({ networkInterface }): Card => {
      const one = find(network.workloads, networkInterface);
      return one?.kind === 'network-interface'
        ? { networkInterface: one, placement: placementOf(one, network) }
        : { networkInterface: undefined, placement: undefined };
    }),
  ];
}

function byDevice(a: NetworkInterfaceAttachment, b: NetworkInterfaceAttachment): number {
  const [first, second] = [a, b].map(({ deviceIndex }) =>
    deviceIndex.kind === 'known' ? deviceIndex.value : Number.MAX_SAFE_INTEGER,
  );
  return first! - second!;
}

/** An instance with several interfaces as one placement: the union of their subnets and groups. */
function joined(cards: readonly Card[]): Placement {
  const found = cards.flatMap(({ placement }) => placement ?? []);
  const outer =
    found.length < cards.length ? { why: 'one of its network interfaces is not in this file' } : undefined;
  const each = <T>(of: (one: Placement) => readonly T[]) => [...new Set(found.flatMap(of))];
  return {
    subnets: each(({ subnets }) => subnets),
    otherSubnets: outer ?? found.find(({ otherSubnets }) => otherSubnets !== undefined)?.otherSubnets,
    groups: each(({ groups }) => groups),
    otherGroups: outer ?? found.find(({ otherGroups }) => otherGroups !== undefined)?.otherGroups,
    subnetsAt: found.length === 1 ? found[0]!.subnetsAt : ABSENT,
    groupsAt: found.length === 1 ? found[0]!.groupsAt : ABSENT,
  };
}

function placementOfEndpoint({ type, subnets, securityGroups }: VpcEndpoint, network: Parts): Placement {
  const mayBeInterface = type.kind === 'unknown' || (type.kind === 'known' && type.value === 'Interface');
  return place(subnets, securityGroups, network, mayBeInterface ? undefined : NO_GROUPS);
}

/** `withoutGroups`: the groups that apply if the workload names none; undefined for the default group of its VPC. */
function place(
  subnetsAt: TargetList,
  groupsAt: TargetList,
  network: Parts,
  withoutGroups: readonly Group[] | undefined,
): Placement {
  const { found: subnets, missing: otherSubnets } = followed(subnetsAt, (target) =>
    network.subnets.get(target.id),
  );
  const named = followed(groupsAt, (target) => groupOf(target, network));
  if (!hasNoItems(groupsAt))
    return { subnets, otherSubnets, groups: named.found, otherGroups: named.missing, subnetsAt, groupsAt };
  if (withoutGroups)
    return { subnets, otherSubnets, groups: withoutGroups, otherGroups: undefined, subnetsAt, groupsAt };
  const preset = subnets[0] && defaultGroupOf(subnets[0].vpc, network);
  const otherGroups = preset
    ? undefined
    : unknownOf(
        'it is behind the default group of its VPC, which is not in this file',
        subnets[0]?.vpc ?? ABSENT,
      );
  return { subnets, otherSubnets, groups: preset ? [preset] : [], otherGroups, subnetsAt, groupsAt };
}

/** The objects that a list refers to, without duplicates, and why there may be others. */
function followed<T>(
  list: TargetList,
  look: (target: Target) => T | undefined,
): { found: readonly T[]; missing: UnknownReason | undefined } {
  if (list.kind === 'unknown') return { found: [], missing: reasonAlone(list) };
  if (list.kind === 'absent') return { found: [], missing: undefined };
  const found = new Set<T>();
  let missing: UnknownReason | undefined;
  for (const item of list.items) {
    const one = item.kind === 'known' ? look(item.value) : undefined;
    if (one) found.add(one);
    else if (item.kind === 'known') missing ??= unknownOf(`${item.value.id} is not in this file`, item);
    else if (item.kind === 'unknown') missing ??= reasonAlone(item);
  }
  return { found: [...found], missing };
}

/** The capacity provider whose instances a function runs on. */
function providerOf(workload: Workload, { workloads }: Parts): Workload | undefined {
  return workload.kind === 'function' && workload.capacityProvider
    ? find(workloads, workload.capacityProvider)
    : undefined;
}

/** A database's subnets are in its subnet group, or in its cluster's. */
function subnetListOf(workload: Workload, network: Parts, depth = 0): TargetList {
  const provider = providerOf(workload, network);
  if (provider) return provider.subnets;
  if (workload.subnets.kind !== 'absent' || !('subnetGroup' in workload)) return workload.subnets;
  const { subnetGroup, cluster } = workload;
  const template = find(network.launchTemplates, workload.launchTemplate);
  if (template && workload.kind === 'instance') return template.subnets;
  const owner = depth < 3 ? find(network.workloads, cluster) : undefined;
  // The subnet group of an Aurora instance is its cluster's, whatever the instance names:
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
  if (owner && workload.type === 'AWS::RDS::DBInstance') return subnetListOf(owner, network, depth + 1);
  const group = find(network.subnetGroups, subnetGroup);
  if (group) return group.subnets;
  if (subnetGroup.kind !== 'absent')
    return outside(subnetGroup, unknownOf('its subnet group is not in this file', subnetGroup));
  if (owner) return subnetListOf(owner, network, depth + 1);
  return cluster.kind === 'absent'
    ? workload.subnets
    : outside(cluster, unknownOf('its cluster is not in this file', cluster));
}

/**
 * Whether EKS attaches the cluster's own group, which no template names: to nodes without a launch template, and to those
 * whose launch template names no group (https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html).
 */
function hasGroupOfEks(workload: Workload, network: Parts): boolean {
  if (workload.kind !== 'node-group' || workload.securityGroups.kind !== 'absent') return false;
  if (!('launchTemplate' in workload)) return false;
  const template = find(network.launchTemplates, workload.launchTemplate);
  return (template?.securityGroups ?? workload.launchTemplate).kind === 'absent';
}

/** The groups of an Auto Scaling group are in its launch template, those of a cluster's instance in the cluster. */
function groupListOf(workload: Workload, network: Parts, depth = 0): TargetList {
  const provider = providerOf(workload, network);
  if (provider) return provider.securityGroups;
  if (workload.securityGroups.kind !== 'absent' || !('launchTemplate' in workload))
    return workload.securityGroups;
  if (hasGroupOfEks(workload, network)) return outside(workload, OWN_GROUP);
  const template = find(network.launchTemplates, workload.launchTemplate);
  if (template) return template.securityGroups;
  if (workload.launchTemplate.kind !== 'absent')
    return outside(
      workload.launchTemplate,
      unknownOf('its launch template is not in this file', workload.launchTemplate),
    );
  const owner = depth < 3 ? find(network.workloads, workload.cluster) : undefined;
  return owner ? groupListOf(owner, network, depth + 1) : workload.securityGroups;
}

function outside({ at }: { readonly at: Span }, reason: UnknownReason): TargetList {
  return unknownField(reason, at);
}
