import { transportsOf } from '../../../network/analysis/workloads/balancing.ts';
import type { KnownField } from '../../../network/field.ts';
import { byOwner, perParts } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { LoadBalancer } from '../../../network/workload.ts';

/** A port on which a load balancer accepts connections. */
export interface OpenPort {
  readonly number: number;
  readonly field: KnownField<number>;
  /** The resource that states the port. */
  readonly owner: string;
  readonly transports: readonly ('tcp' | 'udp')[];
}

/** The known ports of a load balancer's listeners. */
export function listenerPortsOf(balancer: LoadBalancer, network: Network): readonly OpenPort[] {
  const own = balancer.listeningPorts.flatMap(({ port }): OpenPort[] =>
    port.kind === 'known'
      ? [{ number: port.value, field: port, owner: balancer.id, transports: ['tcp'] }]
      : [],
  );
  const listeners = (listenersByBalancer(network).of.get(balancer.id) ?? []).flatMap(
    (listener): OpenPort[] => {
      const { id, port } = listener;
      const transports = transportsOf(listener.protocol);
      if (port.kind !== 'known' || !transports) return [];
      return [{ number: port.value, field: port, owner: id, transports }];
    },
  );
  return [...own, ...listeners];
}

const listenersByBalancer = perParts(['listeners'], ({ listeners }) =>
  byOwner(listeners.values(), ({ loadBalancer }) => loadBalancer),
);
