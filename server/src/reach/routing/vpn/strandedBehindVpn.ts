import { keyOfField } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import { constantFilter, type Filter, type FlowContext } from '../../filters/filter.ts';
import { locationAt, nameOf } from '../../locations/location.ts';
import { isWithin, PRIVATE_IPV4, publicAddresses, type Ranges } from '../../packets/ranges.ts';
import { isVpnAttached } from '../gateways.ts';
import { isFor, isGateway } from '../services/gatewayEndpoint.ts';
import { addressesBehind } from './behindVpn.ts';

/**
 * No VPC forwards packets from a virtual private gateway to the internet: its NAT gateways, internet gateways and
 * gateway endpoints do not accept such packets (facts EP-01, NAT-09). Undefined if another path is possible.
 */
export function strandedBehindVpn({ from, to, network }: FlowContext): Filter | undefined {
  if (!isWithin(from.addresses, PRIVATE_IPV4) || from.workload) return undefined;
  if (!isWithin(to.addresses, publicAddresses(4))) return undefined;
  const before = gatewayBefore(network, from.addresses);
  // Through a transit gateway packets may reach a NAT gateway.
  const isTransit = [...network.vpnConnections.values()].some(
    ({ transitGateway }) => transitGateway.kind !== 'absent',
  );
  if (!before || isTransit) return undefined;
  // A name server may answer clients there with an endpoint's addresses.
  const mayBeEndpoint = [...network.endpoints.values()].some(
    (endpoint) => !isGateway(endpoint) && (endpoint.service.kind === 'unknown' || isFor(endpoint, to.id)),
  );
  if (to.isSuperset && mayBeEndpoint) return undefined;
  const { gateway, vpc } = before;
  const at = network.vpnGateways.get(gateway)?.at ?? locationAt(to);
  return constantFilter({ resource: gateway, kind: 'vpn-gateway', at }, 'closed', () => ({
    code: null,
    resource: gateway,
    at,
    reason: { kind: 'not-led-on', gateway, vpc, to: nameOf(to) },
    change: { kind: 'other', what: `Use a direct connection to ${nameOf(to)}` },
  }));
}

/** A virtual private gateway that is attached to a VPC and may have the addresses behind it. */
function gatewayBefore(
  network: Network,
  addresses: Ranges,
): { readonly gateway: string; readonly vpc: string } | undefined {
  for (const { vpnGateway, vpc } of network.gatewayAttachments) {
    const [gateway, owner] = [keyOfField(vpnGateway), keyOfField(vpc)];
    if (gateway === undefined || owner === undefined) continue;
    if (isVpnAttached(gateway, owner, network) !== 'yes') continue;
    if (isWithin(addresses, addressesBehind(gateway, network) ?? PRIVATE_IPV4))
      return { gateway, vpc: owner };
  }
  return undefined;
}
