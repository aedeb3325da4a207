import { keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import { constantFilter, type Filter, type FlowContext, filterState } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import { locationAt, nameOf } from '../../locations/location.ts';
import { narrow } from '../../packets/flow.ts';
import type { FilterChain } from '../../packets/path.ts';
import { intersect, isEmpty, publicAddresses } from '../../packets/ranges.ts';
import { isVpnAttached } from '../gateways.ts';
import { ingressFilter } from '../ingressRouting.ts';
import { tableFor } from '../routeTable.ts';
import { addressesBehind, staticBlockOf } from './behindVpn.ts';
import { pathIntoVpc } from './pathIntoVpc.ts';

/** Networks behind a virtual private gateway are assumed to answer. */
export function acrossVpn(gateway: string, scene: FlowContext): FilterChain {
  const { from, to, network } = scene;
  const checks = [
    groupFilter(scene, 'egress'),
    aclFilter(scene, { subnet: from.subnet!, direction: 'egress', peer: 'to', ports: 'traffic' }),
    vpnFilter(gateway, vpcKeyOf(from.subnet), scene),
    behindFilter(gateway, 'to', scene),
    ...pathIntoVpc(network.vpnGateways.get(gateway) ?? { id: gateway, at: locationAt(to) }, scene),
    ingressFilter(gateway, 'from', scene),
    aclFilter(scene, { subnet: from.subnet!, direction: 'ingress', peer: 'to', ports: 'port' }),
  ].filter((check) => check !== undefined);
  return {
    checks,
    assumptions: [
      `the network behind ${network.vpnGateways.get(gateway)?.id ?? gateway} forwards packets to ${nameOf(to)} and returns the answers`,
    ],
  };
}

export function fromVpn(gateway: string, scene: FlowContext): FilterChain {
  const { from, to } = scene;
  const checks = [
    vpnFilter(gateway, vpcKeyOf(to.subnet), scene),
    behindFilter(gateway, 'from', scene),
    ingressFilter(gateway, 'to', scene),
    aclFilter(scene, { subnet: to.subnet!, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupFilter(scene, 'ingress'),
    aclFilter(scene, { subnet: to.subnet!, direction: 'egress', peer: 'from', ports: 'port' }),
  ].filter((check) => check !== undefined);
  return { checks, assumptions: [`${nameOf(from)} is behind ${gateway}`] };
}

/**
 * A private address from outside of the file comes in by the virtual private gateway of the VPC, and the table of the subnet has no route
 * for the replies. Undefined where the VPC has no such gateway.
 */
export function fromVpnWithoutReply(scene: FlowContext): FilterChain | undefined {
  const { from, to, network, traffic } = scene;
  const vpc = vpcKeyOf(to.subnet);
  if (from.id === 'internet' || !isEmpty(intersect(from.addresses, publicAddresses(traffic.family))))
    return undefined;
  const attached = network.gatewayAttachments.find(
    ({ vpnGateway, vpc: of }) => keyOfField(vpnGateway) !== undefined && keyOfField(of) === vpc,
  );
  const gateway = attached && keyOfField(attached.vpnGateway);
  const table = tableFor(to.subnet!, network);
  if (gateway === undefined || !table || traffic.family === 6) return undefined;
  const { id, at } = table;
  const block = staticBlockOf(gateway, from.addresses, network);
  const noReply = constantFilter(
    { resource: id, kind: 'route-table', direction: 'egress', at },
    'closed',
    () => ({
      code: 'NO_ROUTE_TO_DESTINATION',
      resource: id,
      at,
      reason: { kind: 'no-route-back', table: id, to: nameOf(from) },
      change: block
        ? { kind: 'add-route', table: id, destination: block, target: { property: 'GatewayId', id: gateway } }
        : { kind: 'other', what: `Propagate the routes of ${gateway} to ${id}` },
    }),
  );
  return { checks: [noReply, ...fromVpn(gateway, scene).checks] };
}

function vpnFilter(gateway: string, vpc: string | undefined, { network, to, traffic }: FlowContext): Filter {
  // No IPv6 (fact VPN-01).
  const isAttached = traffic.family === 6 ? 'no' : isVpnAttached(gateway, vpc, network);
  const at = network.vpnGateways.get(gateway)?.at ?? locationAt(to);
  return constantFilter({ resource: gateway, kind: 'vpn-gateway', at }, filterState(isAttached), () => ({
    code: 'BAD_STATE_ROUTE',
    resource: gateway,
    at,
    reason: { kind: 'not-attached', gateway, vpc },
    change: { kind: 'attach-gateway', gateway, vpc: vpc ?? '' },
  }));
}

/** With static routes alone, only their blocks are behind the gateway (fact VPN-03). */
function behindFilter(gateway: string, side: 'from' | 'to', scene: FlowContext): Filter | undefined {
  const { network, to } = scene;
  const addresses = addressesBehind(gateway, network);
  if (!addresses) return undefined;
  const at = network.vpnGateways.get(gateway)?.at ?? locationAt(to);
  const what = nameOf(scene[side]);
  return {
    hop: { resource: gateway, kind: 'vpn-gateway', at },
    isQuiet: true,
    apply: (flow, mode) => narrow(flow, side, addresses, mode),
    blocker: () => ({
      code: null,
      resource: gateway,
      at,
      reason: { kind: 'no-vpn-route', gateway, to: what },
      change: { kind: 'other', what: `Add a static route to ${what} to a VPN connection` },
    }),
  };
}
