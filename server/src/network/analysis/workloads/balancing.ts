import { ABSENT, type Field, type Target } from '../../field.ts';
import { find, keyOfField, perNetwork } from '../../lookup.ts';
import type { Network } from '../../model.ts';
import type { Listener, LoadBalancer, TargetGroup } from '../../workload.ts';
import { workloadNamedBy } from './addressOwners.ts';

/** A target of a load balancer. */
export interface BalancerTarget {
  /** The id of a workload of the file. */
  readonly target: string;
  /** The ports that traffic is forwarded to, without health-check ports. */
  readonly ports: readonly Field<number>[];
  /** Undefined for a Classic Load Balancer. */
  readonly group: TargetGroup | undefined;
  /** The listeners that forward to this target. */
  readonly listeners: readonly Listener[];
}

const targetsCache = perNetwork(() => new Map<string, readonly BalancerTarget[]>());

/** The targets of a load balancer that the file names. */
export function targetsBehind(balancer: LoadBalancer, network: Network): readonly BalancerTarget[] {
  const cache = targetsCache(network);
  let known = cache.get(balancer.id);
  if (!known) {
    known = findTargets(balancer, network);
    cache.set(balancer.id, known);
  }
  return known;
}

function findTargets(balancer: LoadBalancer, network: Network): readonly BalancerTarget[] {
  const instances =
    balancer.instances.kind === 'known'
      ? balancer.instances.items.flatMap((one) => keyOfField(one) ?? [])
      : [];
  const own = [...instances.filter((id) => network.workloads.has(id)), ...registering(balancer, network)].map(
    (target): BalancerTarget => ({
      target,
      ports: balancer.instancePorts,
      group: undefined,
      listeners: [],
    }),
  );
  return [
    ...own,
    ...groupsOf(balancer, network).flatMap(({ group, listeners }) =>
      targetsOfGroup(group, network).map((one) => ({ ...one, group, listeners })),
    ),
  ];
}

/** The workloads that register their instances with a Classic Load Balancer. */
function registering({ id }: LoadBalancer, network: Network): readonly string[] {
  return [...network.workloads.values()].flatMap((one) => {
    const balancers = 'classicBalancers' in one ? one.classicBalancers : undefined;
    if (balancers?.kind !== 'known') return [];
    return balancers.items.some((item) => keyOfField(item) === id) ? [one.id] : [];
  });
}

/** The target groups of a load balancer, without duplicates, with the listeners that forward to each. */
function groupsOf(
  { id }: LoadBalancer,
  { listeners, targetGroups }: Network,
): readonly { readonly group: TargetGroup; readonly listeners: readonly Listener[] }[] {
  const listenersByGroup = new Map<TargetGroup, Listener[]>();
  for (const one of listeners.values()) {
    // A rule belongs to its listener.
    const owner = one.listener.kind === 'absent' ? one : find(listeners, one.listener);
    if (!owner || keyOfField(owner.loadBalancer) !== id) continue;
    for (const field of one.targetGroups) {
      const group = find(targetGroups, field);
      if (!group) continue;
      const own = listenersByGroup.get(group) ?? [];
      listenersByGroup.set(group, own.includes(owner) ? own : [...own, owner]);
    }
  }
  return [...listenersByGroup].map(([group, own]) => ({ group, listeners: own }));
}

function targetsOfGroup(
  group: TargetGroup,
  network: Network,
): readonly Pick<BalancerTarget, 'target' | 'ports'>[] {
  const registered = group.targets.flatMap(({ target, port }) => {
    const id = workloadNamedBy(target, network);
    return id !== undefined && network.workloads.has(id)
      ? [{ target: id, ports: [port.kind === 'absent' ? group.port : port] }]
      : [];
  });
  const joining = [...network.workloads.values()].flatMap((one) => {
    if (!('targetGroups' in one) || one.targetGroups.kind !== 'known') return [];
    const { items } = one.targetGroups;
    const places = items.flatMap((field, i) => (isGroup(field, group) ? [i] : []));
    if (places.length === 0) return [];
    // A service registers the container port that it names beside the group, whatever the group's own port is.
    const isPaired = one.kind === 'container-service' && one.listeningPorts.length === items.length;
    const ports = isPaired
      ? places.map((i) => one.listeningPorts[i]!.port)
      : one.kind === 'container-service'
        ? []
        : [group.port];
    return [{ target: one.id, ports }];
  });
  return [...registered, ...joining];
}

function isGroup(field: Field<Target>, group: TargetGroup): boolean {
  return keyOfField(field) === group.id;
}

/** What a listener or a group takes: TCP, UDP or both; `undefined` where its protocol is not known. */
export function transportsOf(protocol: Field<string>): readonly ('tcp' | 'udp')[] | undefined {
  if (protocol.kind !== 'known') return undefined;
  switch (protocol.value) {
    case 'UDP':
    case 'QUIC':
      return ['udp'];
    case 'TCP_UDP':
    case 'TCP_QUIC':
      return ['tcp', 'udp'];
    case 'HTTP':
    case 'HTTPS':
    case 'TCP':
    case 'TLS':
      return ['tcp'];
    default:
      return undefined;
  }
}

/** Whether a Network Load Balancer preserves client IP addresses for a target group (fact NLB-03). */
export function preservesClientIp(group: TargetGroup): Field<boolean> {
  const { preservesClientIp: stated, protocol, targetType } = group;
  const says = (value: boolean): Field<boolean> => ({ kind: 'known', value, at: group.at, defaults: [] });
  if (protocol.kind === 'known' && /UDP|QUIC/.test(protocol.value)) return says(true);
  if (stated.kind !== 'absent') return stated;
  if (targetType.kind === 'unknown') return targetType;
  if (targetType.kind === 'known' && targetType.value === 'ip')
    return protocol.kind === 'unknown' ? protocol : says(false);
  return says(true);
}

/** Whether cross-zone load balancing is on: each zone's node then sends to targets in all zones. */
export function crossesZones(balancer: LoadBalancer, group: TargetGroup | undefined): Field<boolean> {
  const own = group?.crossZone ?? ABSENT;
  if (own.kind !== 'absent') return own;
  if (balancer.crossZone.kind !== 'absent') return balancer.crossZone;
  const { balances, at } = balancer;
  if (balances.kind === 'unknown') return balances;
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
  const value = balances.kind === 'absent' || balances.value === 'application';
  return { kind: 'known', value, at, defaults: [] };
}
