import { keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import type { Route } from '../../../network/model.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import { constantFilter, type Filter, type FlowContext, present } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import { mailFilter } from '../../filters/senderFilters.ts';
import { nameOf } from '../../locations/location.ts';
import { ingressFilter } from '../ingressRouting.ts';
import { tableFor } from '../routeTable.ts';
import { leads } from '../takenRoute.ts';
import { publicAccessFilter } from './blockPublicAccess.ts';
import { attached, onlyPublic, publicAddressFilter } from './internetChecks.ts';
import { arrivalOverInternet, isIntoOtherVpc } from './overInternet.ts';

/** A route to an internet gateway: the source needs a public address of its own (fact NET-02). */
export function throughInternetGateway(gateway: string, route: Route, scene: FlowContext): readonly Filter[] {
  const { from } = scene;
  return present([
    groupFilter(scene, 'egress'),
    leads(route, scene),
    aclFilter(scene, { subnet: from.subnet!, direction: 'egress', peer: 'to', ports: 'traffic' }),
    publicAddressFilter(scene, 'egress'),
    attached(gateway, route, scene),
    publicAccessFilter('out', from.subnet, vpcKeyOf(from.subnet), scene),
    mailFilter(scene),
    ...beyondGateway(gateway, route, scene),
    ingressFilter(gateway, 'from', scene),
    aclFilter(scene, { subnet: from.subnet!, direction: 'ingress', peer: 'to', ports: 'port' }),
  ]);
}

/** IPv6 only, and outbound only (fact EIGW-01). */
export function throughEgressOnly(gateway: string, route: Route, scene: FlowContext): readonly Filter[] {
  const { from, network } = scene;
  const object = network.egressOnlyInternetGateways.get(gateway)!;
  const own = keyOfField(object.vpc) === vpcKeyOf(from.subnet);
  return present([
    groupFilter(scene, 'egress'),
    leads(route, scene),
    aclFilter(scene, { subnet: from.subnet!, direction: 'egress', peer: 'to', ports: 'traffic' }),
    constantFilter(
      { resource: gateway, kind: 'egress-only-internet-gateway', at: object.at },
      own ? 'open' : 'closed',
      () => ({
        code: 'NO_ROUTE_TO_DESTINATION',
        resource: route.id,
        at: route.at,
        reason: { kind: 'of-another-vpc', gateway },
        change: { kind: 'other', what: 'Route to a gateway of this VPC' },
      }),
    ),
    publicAccessFilter('egress-only', from.subnet, vpcKeyOf(from.subnet), scene),
    mailFilter(scene),
    ...beyondGateway(gateway, route, scene),
    aclFilter(scene, { subnet: from.subnet!, direction: 'ingress', peer: 'to', ports: 'port' }),
  ]);
}

/** To a public address, or to an address of another VPC, which in IPv6 is public too. */
function beyondGateway(gateway: string, route: Route, scene: FlowContext): readonly (Filter | undefined)[] {
  return isIntoOtherVpc(scene) ? arrivalOverInternet(scene) : [onlyPublic(gateway, route, scene, 'to')];
}

/**
 * From outside to something with a public address. `gateway` is the target of the return route; undefined if that leads
 * elsewhere.
 */
export function fromInternet(gateway: string | undefined, scene: FlowContext): readonly Filter[] {
  const { to, network } = scene;
  const subnet = to.subnet!;
  const table = tableFor(subnet, network);
  const { id, at } = table ?? subnet;
  const noWay = constantFilter(
    { resource: id, kind: 'route-table', direction: 'egress', at },
    'closed',
    () => ({
      code: 'NO_ROUTE_TO_DESTINATION',
      resource: id,
      at,
      reason: { kind: 'no-path-in', subnets: [subnet.id], to: nameOf(to) },
      change: {
        kind: 'other',
        what:
          to.workload?.kind === 'load-balancer'
            ? `Give ${to.id} a public subnet in place of ${subnet.id}`
            : `Put ${nameOf(to)} into a public subnet`,
      },
    }),
  );
  return present([
    gateway === undefined ? noWay : attached(gateway, undefined, scene, subnet),
    publicAccessFilter('in', subnet, vpcKeyOf(subnet), scene),
    gateway === undefined ? undefined : ingressFilter(gateway, 'to', scene),
    onlyPublic(gateway ?? id, undefined, scene, 'from'),
    publicAddressFilter(scene, 'ingress'),
    aclFilter(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupFilter(scene, 'ingress'),
    aclFilter(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
  ]);
}
