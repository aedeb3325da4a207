// What an endpoint service of the file does to packets for an endpoint that is made for it.

import { find } from '../../network/lookup.ts';
import type { ServiceOwner } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import { listenerFilter } from './balancerFilters.ts';
import { constantFilter, type Filter, type FlowContext, present } from './filter.ts';

export function endpointServiceFilters(scene: FlowContext): readonly Filter[] {
  const { to, network } = scene;
  const owner = network.endpointServices.get(network.endpoints.get(to.id)?.owner ?? '');
  if (!owner) return [];
  const balancers = balancersOf(owner, scene);
  return present([acceptance(owner, scene), ...(balancers ? [listening(balancers, scene)] : [])]);
}

/**
 * An endpoint of a service that asks for acceptance passes nothing before its owner accepts it:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
 */
function acceptance({ id, at, asksForAcceptance }: ServiceOwner, { to }: FlowContext): Filter | undefined {
  if (asksForAcceptance.kind !== 'known' || !asksForAcceptance.value) return undefined;
  const why = `${id} has AcceptanceRequired, and the file does not say whether its owner has accepted ${to.id}`;
  return constantFilter({ resource: id, kind: 'endpoint', at }, { why }, () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'unknown', why },
    change: { kind: 'other', what: `Accept ${to.id}` },
  }));
}

/** The Network Load Balancers of a service; undefined if one of them is not in the file. */
function balancersOf({ balancers }: ServiceOwner, { network }: FlowContext): readonly Workload[] | undefined {
  if (balancers.kind !== 'known' || balancers.items.length === 0) return undefined;
  const found = balancers.items.flatMap((item) => find(network.workloads, item) ?? []);
  return found.length === balancers.items.length ? found : undefined;
}

/**
 * An endpoint leads to the load balancers of its service, and so to their listeners:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html
 */
function listening(balancers: readonly Workload[], scene: FlowContext): Filter | undefined {
  const states = balancers.map((workload) => listenerFilter({ ...scene, to: { ...scene.to, workload } }));
  return states.includes(undefined) ? undefined : states[0];
}
