import { existsWherever, isConditional } from '../../changes/resources.ts';
import { rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { hasNoItems } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, Vpc } from '../../network/model.ts';
import type { LoadBalancer } from '../../network/workload.ts';
import { entryAt } from '../../syntax/tree.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { namesDefaultGroup } from '../shared/defaultGroup.ts';
import { mayAllow } from '../shared/traffic/groupRulesFor.ts';
import { listenerPortsOf } from '../shared/traffic/listenerPorts.ts';

/** A load balancer without security groups, in a VPC of the template. */
export default defineRule({
  id: 'alb-default-sg',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer names no security group',
  why: 'An Application or a Classic Load Balancer in a VPC without SecurityGroups is in the default group of its VPC. That group allows only its own members, so clients elsewhere time out.',
  howToFix: 'Name a security group in SecurityGroups that allows the ports of the listeners.',
  whenToIgnore: 'If all clients are members of the default group.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
    'SG-03',
    'G71',
  ],

  *check(file) {
    const { network } = file;
    if (file.template?.hasMacros) return;
    for (const balancer of network.workloads.values()) {
      if (balancer.kind !== 'load-balancer' || !takesDefaultGroup(balancer)) continue;
      const [group, ...others] = placements(network).get(balancer.id)?.groups ?? [];
      if (group?.kind !== 'default' || others.length > 0) continue;
      const { ingress, mayHaveMore } = rulesOfGroup(group, network);
      if (ingress.length > 0 || mayHaveMore.ingress !== undefined) continue;
      const isInternal = balancer.scheme.kind !== 'absent' && !isInternetFacing(balancer);
      if (isMeantForPackets(balancer, network)) continue;
      if (isInternal && (namesDefaultGroup(file) || hasNeighbours(balancer, group.vpc, network))) continue;
      yield {
        at: balancer.at,
        resource: balancer.id,
        message: `${balancer.id} has no SecurityGroups and is in the default group of ${group.vpc.id}, which allows only its own members. Clients elsewhere time out.`,
        related: [{ at: group.vpc.at, message: `AWS makes the default group with ${group.vpc.id}` }],
        fixes: fixesOf(balancer, group.vpc, file),
      };
    }
  },
});

function isInternetFacing({ scheme }: LoadBalancer): boolean {
  return scheme.kind === 'known' && scheme.value === 'internet-facing';
}

/** A listener for TCP or UDP shows that a Network Load Balancer is meant: lb-protocol-mismatch says so. */
function isMeantForPackets({ id, balances }: LoadBalancer, { listeners }: Network): boolean {
  return (
    balances.kind === 'absent' &&
    [...listeners.values()].some(
      ({ loadBalancer, protocol }) =>
        keyOfField(loadBalancer) === id && protocol.kind === 'known' && !/^HTTPS?$/.test(protocol.value),
    )
  );
}

/** Whether something else is in the default group of the VPC, which allows it. */
function hasNeighbours({ id }: LoadBalancer, { id: vpc }: Vpc, network: Network): boolean {
  return [...placements(network)].some(
    ([other, { groups }]) =>
      other !== id && groups.some((group) => group.kind === 'default' && group.vpc.id === vpc),
  );
}

/** A Network Load Balancer may go without any group. */
function takesDefaultGroup({ balances, securityGroups }: LoadBalancer): boolean {
  const isKind =
    balances.kind === 'absent' ||
    (balances.kind === 'known' && (balances.value === 'application' || balances.value === 'classic'));
  return hasNoItems(securityGroups) && isKind;
}

/** The user has to choose one of the groups that allow clients. */
function fixesOf(balancer: LoadBalancer, vpc: Vpc, file: CheckedFile): readonly Fix[] {
  const { id, properties } = balancer;
  if (!properties || isConditional(properties) || entryAt(properties, 'SecurityGroups')) return [];
  const ports = listenerPortsOf(balancer, file.network);
  const groups = [...file.network.securityGroups.values()].filter((group) => {
    const { ingress } = rulesOfGroup({ kind: 'group', group }, file.network);
    const isHere = keyOfField(group.vpc) === vpc.id && existsWherever(file, group.id, id);
    return (
      isHere && ports.every((port) => ingress.some((rule) => mayAllow(rule, port.number, port.transports)))
    );
  });
  return groups.map((group) => ({
    title: `Put it behind ${group.id}`,
    preferred: false,
    edits: [
      {
        op: 'insert-entry',
        into: properties,
        key: 'SecurityGroups',
        value: [{ 'Fn::GetAtt': [group.id, 'GroupId'] }],
      },
    ],
  }));
}
