import { workloadNamedBy } from '../../network/analysis/workloads/addressOwners.ts';
import {
  type BalancerTarget,
  crossesZones,
  targetsBehind,
  transportsOf,
} from '../../network/analysis/workloads/balancing.ts';
import { placementAt } from '../../network/analysis/workloads/placement.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import { isSameZone, type Network, type Subnet } from '../../network/model.ts';
import { type Truth, truth } from '../../network/truth.ts';
import type { Listener, LoadBalancer, Workload } from '../../network/workload.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import type { Location } from '../locations/location.ts';
import { constantFilter, type Filter, type FlowContext } from './filter.ts';

/**
 * Whether a load balancer has a listener for the traffic; undefined if it has one, or if no listener is in the file.
 */
export function listenerFilter({ to, traffic, network }: FlowContext): Filter | undefined {
  const balancer = to.workload;
  if (balancer?.kind !== 'load-balancer' || traffic.protocol === 'icmp') return undefined;
  const { balances, id, at } = balancer;
  if (balances.kind === 'known' && balances.value === 'gateway') return undefined;
  const isClassic = balances.kind === 'known' && balances.value === 'classic';
  const { protocol } = traffic;
  const listeners = listenersOf(id, network);
  const ports = isClassic
    ? balancer.listeningPorts.map(({ port }) => ({ port, takes: protocol === 'tcp' }))
    : listeners.map((one) => ({
        port: one.port,
        takes: transportsOf(one.protocol)?.some((own) => own === protocol),
      }));
  if (ports.length === 0) return undefined;
  const fits = ports.map(({ port, takes: own }) =>
    port.kind === 'known' ? port.value === traffic.port && own : own === false ? false : undefined,
  );
  if (fits.includes(true)) return undefined;
  const hop = { resource: id, kind: 'workload', at } as const;
  const unknownReason = fits.includes(undefined)
    ? `the port of a listener of ${id} is known only after deployment`
    : !isClassic && mayHaveMore(id, network)
      ? `${id} may have listeners that are not in this file`
      : undefined;
  const port = `${traffic.protocol.toUpperCase()} ${traffic.port}`;
  return constantFilter(hop, unknownReason === undefined ? 'closed' : { why: unknownReason }, () => ({
    code: isClassic ? 'ELB_LISTENERS_MISMATCH' : 'ELBV2_LISTENERS_MISMATCH',
    resource: id,
    at,
    reason: { kind: 'no-listener', balancer: id, traffic },
    change: { kind: 'other', what: `Add a listener for ${port} to ${id}` },
  }));
}

function listenersOf(id: string, network: Network): readonly Listener[] {
  return [...network.listeners.values()].filter(
    ({ listener, loadBalancer }) => listener.kind === 'absent' && keyOfField(loadBalancer) === id,
  );
}

function mayHaveMore(id: string, network: Network): boolean {
  if (network.exportedIds.has(id) || network.incomplete.has(id)) return true;
  return [...network.listeners.values()].some(
    ({ listener, loadBalancer }) =>
      listener.kind === 'absent' &&
      (loadBalancer.kind === 'unknown' ||
        (loadBalancer.kind === 'known' && loadBalancer.value.kind === 'outside')),
  );
}

/** Whether cross-zone load balancing applies to the target groups in which a location is registered. */
function crossing(balancer: LoadBalancer, to: Location, network: Network): Truth<'unknown'> {
  const registered = targetsBehind(balancer, network).filter(({ target }) => target === to.id);
  const says = registered.map(({ group }) => crossesZones(balancer, group));
  if (says.length === 0 || says.some(({ kind }) => kind !== 'known')) return 'unknown';
  return truth(says.some((one) => one.kind === 'known' && one.value));
}

/** Without cross-zone load balancing, a target receives traffic only from the load balancer's node in its own zone. */
export function isUnused(from: Location, to: Location, network: Network): boolean {
  const balancer = from.workload;
  if (balancer?.kind !== 'load-balancer' || !from.subnet || !to.subnet) return false;
  if (isSameZone(from.subnet.zone, to.subnet.zone) !== 'no') return false;
  if (crossing(balancer, to, network) !== 'no') return false;
  return subnetsOf(from, network).some((own) => isSameZone(own.zone, to.subnet!.zone) === 'yes');
}

/**
 * "These registered targets do not receive traffic": a target in a zone in which the load balancer has no subnet (fact
 * ELB-04).
 */
export function zoneFilter({ from, to, network }: FlowContext): Filter | undefined {
  const balancer = from.workload;
  if (balancer?.kind !== 'load-balancer' || !to.subnet) return undefined;
  if (crossing(balancer, to, network) === 'unknown') return undefined;
  const own = subnetsOf(from, network);
  const { subnet } = to;
  if (placementAt(from.id, network)?.otherSubnets !== undefined) return undefined;
  if (!own.every(({ zone }) => isSameZone(zone, subnet.zone) === 'no')) return undefined;
  return constantFilter({ resource: from.id, kind: 'workload', at: balancer.at }, 'closed', () => ({
    code: 'ELB_INSTALLED_AZ_RESTRICTION',
    resource: from.id,
    at: balancer.at,
    reason: { kind: 'balancer-without-zone', balancer: from.id, subnet: subnet.id, to: to.id },
    change: { kind: 'other', what: `Add a subnet in the zone of ${subnet.id} to ${from.id}` },
  }));
}

/**
 * A load balancer sends only to its targets, on their registered ports and health-check ports
 * (TARGET_ADDRESS_RESTRICTION and TARGET_PORT_RESTRICTION in
 * https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html). Undefined if another file may register
 * further targets.
 */
export function targetFilter({ from, to, traffic, network }: FlowContext): Filter | undefined {
  const balancer = from.workload;
  if (balancer?.kind !== 'load-balancer' || !to.workload || traffic.protocol === 'icmp') return undefined;
  if (!namesAllTargets(balancer, to.workload, network)) return undefined;
  const own = targetsBehind(balancer, network).filter(({ target }) => target === to.id);
  const ports = own.flatMap(portsOfTarget);
  if (ports.some((port) => port === undefined || port === traffic.port)) return undefined;
  const known = [...new Set(ports as number[])];
  const isTarget = own.length > 0;
  if (isTarget && known.length === 0) return undefined;
  return constantFilter({ resource: from.id, kind: 'workload', at: balancer.at }, 'closed', () => ({
    code: isTarget ? 'TARGET_PORT_RESTRICTION' : 'TARGET_ADDRESS_RESTRICTION',
    resource: from.id,
    at: balancer.at,
    reason: isTarget
      ? { kind: 'other-target-port', balancer: from.id, to: to.id, ports: known, traffic }
      : { kind: 'no-target', balancer: from.id, to: to.id },
    change: {
      kind: 'other',
      what: `Register ${to.id}${isTarget ? ` on port ${traffic.port}` : ''} as a target of ${from.id}`,
    },
  }));
}

/** Undefined if a port is unknown, or assigned dynamically to each task. */
function portsOfTarget({ ports, group }: BalancerTarget): readonly (number | undefined)[] {
  const check = group?.healthCheckPort;
  const checked = check?.kind === 'known' && check.value !== 'traffic-port' ? [check.value] : [];
  const unread = check?.kind === 'unknown' || ports.length === 0 ? [undefined] : [];
  return [
    ...ports.map((port) => (port.kind === 'known' && port.value > 0 ? port.value : undefined)),
    ...checked,
    ...unread,
  ];
}

/** Whether the file determines if a workload is among the targets. */
function namesAllTargets(balancer: LoadBalancer, workload: Workload, network: Network): boolean {
  // What launches instances may also register them by means outside of the file. A service of ECS registers its tasks as it says:
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
  const registers = workload.type === 'AWS::ECS::Service' && joins(workload, balancer, network);
  if (workload.kind !== 'instance' && !WORKLOAD_KINDS[workload.kind].keepsData && !registers) return false;
  const { balances, instances, id } = balancer;
  if (balances.kind === 'known' && balances.value === 'classic')
    return instances.kind === 'known' && instances.items.every((one) => keyOfField(one) !== undefined);
  if (mayHaveMore(id, network)) return false;
  const own = [...network.listeners.values()].filter((one) => {
    const owner = one.listener.kind === 'absent' ? one : find(network.listeners, one.listener);
    return owner?.loadBalancer.kind !== 'known' || keyOfField(owner.loadBalancer) === id;
  });
  const groups = own.flatMap((one) => one.targetGroups.map((field) => find(network.targetGroups, field)));
  return (
    groups.length > 0 &&
    groups.every(
      (group) =>
        group !== undefined &&
        !network.exportedIds.has(group.id) &&
        (registers || group.targets.length > 0) &&
        group.targets.every(({ target }) => network.workloads.has(workloadNamedBy(target, network) ?? '')),
    )
  );
}

/** Whether the file has all target groups of a workload, and the load balancer sends to one of them. */
function joins(workload: Workload, balancer: LoadBalancer, network: Network): boolean {
  if (!('targetGroups' in workload) || workload.targetGroups.kind !== 'known') return false;
  return (
    workload.targetGroups.items.every((item) => find(network.targetGroups, item) !== undefined) &&
    targetsBehind(balancer, network).some(({ target }) => target === workload.id)
  );
}

function subnetsOf({ id }: Location, network: Network): readonly Subnet[] {
  return placementAt(id, network)?.subnets ?? [];
}
