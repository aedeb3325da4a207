import { unknownOf } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { NatGateway, Network, Subnet } from '../../network/model.ts';
import type { Truth } from '../../network/truth.ts';
import { reasonOf, type UnknownReason } from '../../network/unknownReason.ts';
import { isEmpty, publicAddresses, subtract, unite } from '../packets/ranges.ts';
import { lookupRoutes } from './routeTable.ts';

/** Whether an internet gateway is attached to a VPC (fact NET-03). */
export function isAttached(gateway: string, vpc: string | undefined, network: Network): Truth {
  return attachment(gateway, vpc, network, 'internetGateway', network.internetGateways.has(gateway));
}

/** Whether a virtual private gateway is attached to a VPC. */
export function isVpnAttached(gateway: string, vpc: string | undefined, network: Network): Truth {
  return attachment(gateway, vpc, network, 'vpnGateway', network.vpnGateways.has(gateway));
}

/** Whether a key is certainly that of an internet gateway: one of the file, the id of one, or attached as one. */
export function isInternetGateway(key: string, network: Network): boolean {
  if (network.internetGateways.has(key) || key.startsWith('igw-')) return true;
  return network.gatewayAttachments.some(({ internetGateway }) => keyOfField(internetGateway) === key);
}

function attachment(
  gateway: string,
  vpc: string | undefined,
  network: Network,
  side: 'internetGateway' | 'vpnGateway',
  isHere: boolean,
): Truth {
  let unknownReason: UnknownReason | undefined;
  for (const one of network.gatewayAttachments) {
    const named = one[side];
    if (named.kind === 'absent') continue;
    const isThis = named.kind === 'known' ? keyOfField(named) === gateway : undefined;
    const isVpc = one.vpc.kind === 'known' && vpc !== undefined ? keyOfField(one.vpc) === vpc : undefined;
    if (isThis === true && isVpc === true) return 'yes';
    if (isThis !== false && isVpc !== false)
      unknownReason ??= unknownOf(`${one.id} may attach ${gateway} or another gateway`, named, one.vpc);
  }
  if (unknownReason !== undefined) return unknownReason;
  // A gateway outside of the file may be attached there, too.
  if (!isHere) return { why: `${gateway} is not in this file`, decidedBy: [gateway] };
  return reasonOf(network.incomplete.get(gateway)) ?? 'no';
}

/** The internet gateway that is certainly attached to a VPC. */
export function attachedGateway(vpc: string | undefined, network: Network): string | undefined {
  for (const { internetGateway, vpc: owner } of network.gatewayAttachments) {
    const gateway = keyOfField(internetGateway);
    if (gateway !== undefined && vpc !== undefined && keyOfField(owner) === vpc) return gateway;
  }
  return undefined;
}

/** The internet gateway that is attached to a VPC, or the only one of the file that is attached to none. */
export function gatewayOf(vpc: string | undefined, network: Network): string | undefined {
  return attachedGateway(vpc, network) ?? idleGateway(vpc, network);
}

/** The only internet gateway that is certainly unattached, if a VPC certainly has none. */
export function idleGateway(vpc: string | undefined, network: Network): string | undefined {
  if (mayHaveGateway(vpc, network) || attachedGateway(vpc, network) !== undefined) return undefined;
  const [idle, ...others] = [...network.internetGateways.keys()].filter(
    (gateway) =>
      !network.incomplete.has(gateway) &&
      network.gatewayAttachments.every(
        ({ internetGateway }) =>
          internetGateway.kind === 'absent' ||
          (internetGateway.kind === 'known' && keyOfField(internetGateway) !== gateway),
      ),
  );
  return others.length === 0 ? idle : undefined;
}

/** Whether an unknown internet gateway may be attached to a VPC. */
export function mayHaveGateway(vpc: string | undefined, network: Network): boolean {
  if (vpc === undefined || !network.vpcs.has(vpc) || network.incomplete.has('internetGateways')) return true;
  return network.gatewayAttachments.some(
    ({ internetGateway, vpc: owner }) =>
      internetGateway.kind !== 'absent' &&
      (owner.kind !== 'known' || (keyOfField(owner) === vpc && internetGateway.kind !== 'known')),
  );
}

/** The subnet of a zonal NAT gateway of this file. */
export function subnetOfNat(nat: NatGateway, network: Network): Subnet | undefined {
  return find(network.subnets, nat.subnet);
}

/** True if it is stated; a NAT gateway without a subnet is regional, too (fact NAT-02). */
export function isRegional({ availability, subnet }: NatGateway): boolean {
  return (availability.kind === 'known' && availability.value === 'regional') || subnet.kind === 'absent';
}

/** The key of a NAT gateway's VPC. */
export function vpcOfNat(nat: NatGateway, network: Network): string | undefined {
  const subnet = subnetOfNat(nat, network);
  return keyOfField(subnet ? subnet.vpc : nat.vpc);
}

/**
 * Whether a NAT gateway certainly leads to the whole internet (facts NAT-01, NAT-02), assuming that `attached` is
 * attached.
 */
export function leadsOut(nat: NatGateway, network: Network, attached?: string): boolean {
  if (
    nat.connectivity.kind === 'unknown' ||
    (nat.connectivity.kind === 'known' && nat.connectivity.value === 'private')
  )
    return false;
  const vpc = vpcOfNat(nat, network);
  if (isRegional(nat)) return (attachedGateway(vpc, network) ?? attached) !== undefined;
  const subnet = subnetOfNat(nat, network);
  if (!subnet) return false;
  const out = lookupRoutes(subnet, publicAddresses(4), 4, network, 'certain').filter(({ nextHop }) => {
    const gateway =
      nextHop.kind === 'route' && nextHop.target.property === 'GatewayId'
        ? keyOfField(nextHop.target.target)
        : undefined;
    return gateway !== undefined && (gateway === attached || isAttached(gateway, vpc, network) === 'yes');
  });
  return isEmpty(subtract(publicAddresses(4), unite(...out.map(({ to }) => to))));
}
