import { canBeNamed, keyOfGroup, nameOfGroup } from '../network/analysis/groupRules.ts';
import { cardsOfInstance, placements } from '../network/analysis/workloads/placement.ts';
import type { Network } from '../network/model.ts';
import type { Direction } from '../network/protocol.ts';
import type { LoadBalancer, Workload } from '../network/workload.ts';
import { predicateOf } from '../wording/blockers.ts';
import { groupReason } from './explain/words.ts';
import { allowedByGroups } from './filters/groupAllows.ts';
import type { SecurityGroupSet } from './locations/location.ts';
import { groupsIn, locationsOf, mountTargetsOf } from './locations/party.ts';
import { defaultPort } from './locations/port.ts';
import { isEmpty } from './packets/ranges.ts';
import type { Answer, Blocker, Party, Question } from './question.ts';

/** One end of a connection, independent of its subnet. */
interface End {
  readonly id: string;
  readonly securityGroups: SecurityGroupSet;
  /** A workload is where its groups are; the internet and services have none. */
  readonly isWorkload: boolean;
}

/**
 * The answer if a party's subnets are known only at deployment but its security groups are known: if the groups allow
 * no address, the subnets do not matter. Undefined if the groups allow somebody.
 */
export function blockedByGroups(
  { from, to, protocol, port }: Question,
  network: Network,
): Answer | undefined {
  const [source, ...others] = endsOf(from, network);
  const targets = endsOf(to, network);
  const listening = port === undefined ? defaultPort(to, network, from) : { value: port, defaults: [] };
  if (!source || others.length > 0 || protocol !== 'tcp' || !listening || 'why' in listening)
    return undefined;
  if (targets.some(({ id }) => id === source.id)) return undefined;
  const { value, defaults } = listening;
  const ways = targets.map((target) => [
    ...blockersOf(source, target, 'egress', value, network),
    ...blockersOf(target, source, 'ingress', value, network),
  ]);
  const [blockedBy] = ways;
  const [first] = blockedBy ?? [];
  if (!blockedBy || !first || ways.some(({ length }) => length === 0)) return undefined;
  return {
    verdict: 'blocked',
    protocol,
    port: value,
    pairs: [],
    hops: [
      {
        resource: first.resource,
        kind: 'security-group',
        allows: false,
        why: predicateOf(first.reason, first.resource),
        at: first.at,
      },
    ],
    blockedBy,
    assumptions: [],
    decidedBy: [],
    defaults,
  };
}

/** A file system has an address in each of its mount targets. Empty if one of them is not known well enough. */
function endsOf(party: Party, network: Network): readonly End[] {
  if (party.kind === 'internet' || party.kind === 'service')
    return (locationsOf(party, 4, network)?.locations ?? []).map(({ id, securityGroups }) => ({
      id,
      securityGroups:
        party.kind === 'service'
          ? { ...securityGroups, otherGroups: { why: 'an endpoint of the service may have any group' } }
          : securityGroups,
      isWorkload: false,
    }));
  const ids =
    party.kind === 'workload'
      ? [party.id]
      : party.kind === 'file-system'
        ? mountTargetsOf(party.id, network).map(({ id }) => id)
        : [];
  const ends = ids.flatMap((id) => endOf(id, network) ?? []);
  return ends.length === ids.length ? ends : [];
}

function endOf(id: string, network: Network): End | undefined {
  const workload = network.workloads.get(id);
  const placement = placements(network).get(id);
  // With several interfaces and groups for each, an unknown interface may be the one that is used.
  if (!workload || !placement || cardsOfInstance(workload, network).length > 0) return undefined;
  if ('sendsByVpc' in workload || SEEN_OTHERWISE.has(workload.kind)) return undefined;
  if (workload.kind === 'load-balancer' && mayKeepClients(workload)) return undefined;
  return { id, securityGroups: groupsIn(placement), isWorkload: true };
}

/** Application and Classic Load Balancers send from addresses of their own (fact NLB-03). */
function mayKeepClients({ balances }: LoadBalancer): boolean {
  if (balances.kind === 'known') return balances.value === 'network' || balances.value === 'gateway';
  return balances.kind === 'unknown';
}

/** Kinds that may keep the addresses of their clients. The API of a Kubernetes cluster also has a public name. */
const SEEN_OTHERWISE: ReadonlySet<Workload['kind']> = new Set([
  'instance-connect-endpoint',
  'client-vpn-endpoint',
  'kubernetes-cluster',
]);

/** Empty if an address of either family may be allowed. */
function blockersOf(
  own: End,
  peer: End,
  direction: Direction,
  port: number,
  network: Network,
): readonly Blocker[] {
  const { securityGroups } = own;
  const [first] = securityGroups.groups;
  const [other] = peer.securityGroups.groups;
  if (securityGroups.isUnfiltered || first?.kind !== 'group' || (peer.isWorkload && !other)) return [];
  if (other && !canBeNamed(other)) return [];
  const traffic = { protocol: 'tcp', port, family: 4 } as const;
  const isOpen = ([4, 6] as const).some((family) => {
    const { addresses } = allowedByGroups(
      securityGroups,
      direction,
      peer.securityGroups,
      { ...traffic, family },
      network,
      'possible',
    );
    return !isEmpty(addresses);
  });
  if (isOpen) return [];
  return [
    {
      code: 'ENI_SG_RULES_MISMATCH',
      resource: nameOfGroup(first),
      at: first.group.at,
      reason: groupReason(own, peer, direction, traffic, network),
      change: {
        kind: 'allow-in-group',
        group: keyOfGroup(first),
        direction,
        peer: other ? { group: keyOfGroup(other) } : { cidr: '0.0.0.0/0' },
        protocol: 'tcp',
        port,
      },
    },
  ];
}
