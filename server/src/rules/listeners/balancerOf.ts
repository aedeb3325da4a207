import { find } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { Listener, LoadBalancer } from '../../network/workload.ts';

/** The load balancer of a listener, or of a rule of one; undefined where it is not in the file. */
export function balancerOf(listener: Listener, network: Network): LoadBalancer | undefined {
  const owner = listener.listener.kind === 'absent' ? listener : find(network.listeners, listener.listener);
  const balancer = owner && find(network.workloads, owner.loadBalancer);
  return balancer?.kind === 'load-balancer' ? balancer : undefined;
}
