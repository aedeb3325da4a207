import { keyOfField } from '../../network/lookup.ts';
import type { Route, RouteTarget } from '../../network/model.ts';
import { constantFilter, type Filter, type FlowContext } from '../filters/filter.ts';
import { allowedByGroups } from '../filters/groupAllows.ts';
import { groupFilter } from '../filters/groupFilter.ts';
import type { SecurityGroupSet } from '../locations/location.ts';
import { isEmpty } from '../packets/ranges.ts';

/** Route targets that can process packets which are not addressed to them. */
const APPLIANCES: ReadonlySet<RouteTarget['property']> = new Set([
  'InstanceId',
  'NetworkInterfaceId',
  'VpcEndpointId',
]);

/**
 * Whether a route leads to an appliance: an instance or interface, or the endpoint of a Gateway Load Balancer or of a
 * firewall (fact RT-14). A template does not say what it forwards.
 */
export function isAppliance({ property }: RouteTarget): boolean {
  return APPLIANCES.has(property);
}

/** A clause that follows "it is not known: ". */
export function whyAppliance({ id }: Route, { target }: RouteTarget): string {
  return `the file does not say what ${keyOfField(target) ?? `the target of ${id}`} does with packets that are not its own`;
}

/** The appliance of a route, as a hop that may do anything with packets. */
export function applianceFilter(route: Route, target: RouteTarget): Filter {
  const resource = keyOfField(target.target) ?? route.id;
  const why = whyAppliance(route, target);
  return constantFilter({ resource, kind: 'appliance', at: route.at }, { why }, () => ({
    code: null,
    resource,
    at: route.at,
    reason: { kind: 'unknown', why },
    change: { kind: 'other', what: 'Look at its rules' },
  }));
}

/**
 * Whatever source address an appliance gives to a packet, the destination's groups must allow the traffic from
 * somebody. `named`: the groups that rules can refer to. Rules that refer to the sender's groups do not match behind a
 * middlebox: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing
 */
export function arrivalByAppliance(
  named: SecurityGroupSet | undefined,
  scene: FlowContext,
): Filter | undefined {
  const { to, traffic, network } = scene;
  const own = to.subnet && groupFilter({ ...scene, groupReferences: 'none' }, 'ingress');
  if (!own) return undefined;
  const { addresses } = allowedByGroups(to.securityGroups, 'ingress', named, traffic, network, 'possible');
  return {
    hop: own.hop,
    isQuiet: true,
    apply: (flow) => (isEmpty(addresses) ? [] : [flow]),
    blocker: own.blocker,
  };
}
