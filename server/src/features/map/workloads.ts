import { nameOfGroup } from '../../network/analysis/groupRules.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { LoadBalancer, Workload } from '../../network/workload.ts';
import { targetNames } from '../hover/resource/loadBalancer.ts';
import { entry, plain, protocolText, targetId } from './values.ts';
import type { MapSource } from './view.ts';

/** A workload with its subnets, security groups and ports. */
export function workloadMap(workload: Workload, view: MapSource) {
  const placed = placements(view.network).get(workload.id)!;
  return {
    ...entry(workload, view),
    kind: workload.kind,
    type: workload.type,
    subnets: placed.subnets.map(({ id }) => id),
    otherSubnets: placed.otherSubnets?.why ?? null,
    groups: placed.groups.map(nameOfGroup),
    otherGroups: placed.otherGroups?.why ?? null,
    ports: workload.listeningPorts.map(({ protocol, port }) => ({
      protocol: protocolText(protocol),
      port: plain(port),
    })),
    ...(workload.kind === 'load-balancer' && balancerMap(workload, view)),
  };
}

function balancerMap(balancer: LoadBalancer, view: MapSource) {
  const { listeners } = view.network;
  const own = [...listeners.values()].filter(({ loadBalancer }) => keyOfField(loadBalancer) === balancer.id);
  return {
    balances: plain(balancer.balances, 'application'),
    scheme: plain(balancer.scheme, 'internet-facing'),
    listeners: own.map((listener) => ({
      ...entry(listener, view),
      protocol: plain(listener.protocol),
      port: plain(listener.port),
      targetGroups: listener.targetGroups.map((group) => targetGroupMap(targetId(group), view.network)),
    })),
  };
}

function targetGroupMap(id: string | null, network: Network) {
  const group = id === null ? undefined : network.targetGroups.get(id);
  return {
    id,
    protocol: group ? plain(group.protocol) : null,
    port: group ? plain(group.port) : null,
    targets: group ? targetNames(group, network) : null,
  };
}
