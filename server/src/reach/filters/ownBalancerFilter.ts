import { preservesClientIp, targetsBehind } from '../../network/analysis/workloads/balancing.ts';
import { placementAt } from '../../network/analysis/workloads/placement.ts';
import { constantFilter, type Filter, type FlowContext } from './filter.ts';

/**
 * A Network Load Balancer that keeps the addresses of its clients sends nothing back to the instance that it comes from, so an instance
 * that is the only target behind a listener does not reach it:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html#loopback-timeout
 */
export function ownBalancerFilter({ from, to, traffic, network }: FlowContext): Filter | undefined {
  const balancer = to.workload;
  if (from.workload?.kind !== 'instance' || balancer?.kind !== 'load-balancer') return undefined;
  if (balancer.balances.kind !== 'known' || balancer.balances.value !== 'network') return undefined;
  const behind = targetsBehind(balancer, network).filter(({ listeners }) =>
    listeners.some(({ port }) => port.kind === 'known' && port.value === traffic.port),
  );
  const isOwn = behind.length > 0 && behind.every(({ target }) => target === from.id);
  if (!isOwn || !behind.every(({ group }) => group && namesAll(group) && preservesClients(group)))
    return undefined;
  if (placementAt(from.id, network)?.subnets.length !== 1) return undefined;
  const { id, at } = balancer;
  return constantFilter({ resource: id, kind: 'workload', at }, 'closed', () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'own-balancer', balancer: id, target: from.id },
    change: { kind: 'other', what: `Turn client IP preservation of the targets of ${id} off` },
  }));
}

type Group = Parameters<typeof preservesClientIp>[0];

/** Every target that it registers is one of the file. */
function namesAll({ targets }: Group): boolean {
  return targets.length > 0 && targets.every(({ target }) => target.kind === 'known');
}

function preservesClients(group: Group): boolean {
  const keeps = preservesClientIp(group);
  return keeps.kind === 'known' && keeps.value;
}
