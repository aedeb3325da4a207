// What an endpoint service of the file does to packets for an endpoint that is made for it.

import { placementAt } from '../../network/analysis/workloads/placement.ts';
import { find } from '../../network/lookup.ts';
import { isSameZone, type ServiceOwner } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import { locationAt } from '../locations/location.ts';
import { locationsOf } from '../locations/party.ts';
import { isSame } from '../packets/ranges.ts';
import { listenerFilter } from './balancerFilters.ts';
import { constantFilter, type Filter, type FlowContext, present } from './filter.ts';
import { allowedByGroups } from './groupAllows.ts';
import { groupFilter } from './groupFilter.ts';

export function endpointServiceFilters(scene: FlowContext): readonly Filter[] {
  const { to, network } = scene;
  const owner = network.endpointServices.get(network.endpoints.get(to.id)?.owner ?? '');
  if (!owner) return [];
  const balancers = balancersOf(owner, scene);
  return present([
    acceptance(owner, scene),
    ...(balancers
      ? [zones(owner, balancers, scene), listening(balancers, scene), admission(balancers, scene)]
      : []),
  ]);
}

/**
 * AWS refuses an endpoint with a subnet in a zone in which no load balancer of its service is:
 * https://repost.aws/knowledge-center/interface-endpoint-availability-zone
 */
function zones(
  { id, at }: ServiceOwner,
  balancers: readonly Workload[],
  { to, network }: FlowContext,
): Filter | undefined {
  // A zone of another region is none of the service's.
  if (network.endpoints.get(to.id)?.serviceRegion.kind !== 'absent') return undefined;
  const places = balancers.map((one) => placementAt(one.id, network));
  if (places.some((one) => one === undefined || one.otherSubnets !== undefined)) return undefined;
  const served = places.flatMap((one) => one!.subnets);
  const stray = placementAt(to.id, network)?.subnets.find((subnet) =>
    served.every((one) => isSameZone(one.zone, subnet.zone) === 'no'),
  );
  if (!stray || served.length === 0) return undefined;
  return constantFilter({ resource: id, kind: 'endpoint', at }, 'closed', () => ({
    code: null,
    resource: to.id,
    at: locationAt(to),
    reason: { kind: 'zone-without-service', endpoint: to.id, subnet: stray.id, service: id },
    change: {
      kind: 'other',
      what: `Remove ${stray.id} from ${to.id}, or add its zone to ${balancers[0]!.id}`,
    },
  }));
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

/**
 * The inbound rules of a load balancer see the client's own address:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 * Whether a rule that refers to the client's group matches there is not documented, so such a rule is not held against it.
 */
function admission(balancers: readonly Workload[], scene: FlowContext): Filter | undefined {
  const { network, traffic } = scene;
  const [balancer, ...others] = balancers;
  if (balancer?.kind !== 'load-balancer' || others.length > 0 || traffic.family === 6) return undefined;
  if (balancer.mayIgnoreRulesForPrivateLink) return undefined;
  const [to] = locationsOf({ kind: 'workload', id: balancer.id }, 4, network)?.locations ?? [];
  if (!to) return undefined;
  const [named, unnamed] = [scene.from.securityGroups, undefined].map((peer) =>
    allowedByGroups(to.securityGroups, 'ingress', peer, traffic, network, 'possible'),
  );
  const isAboutGroups = !isSame(named!.addresses, unnamed!.addresses);
  return isAboutGroups ? undefined : groupFilter({ ...scene, to, groupReferences: 'none' }, 'ingress');
}
