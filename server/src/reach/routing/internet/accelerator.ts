import type { AcceleratorEndpoint } from '../../../network/associations.ts';
import { byOwner, find, perParts, vpcKeyOf } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { Truth } from '../../../network/truth.ts';
import { constantFilter, type Filter, type FlowContext, filterState, present } from '../../filters/filter.ts';
import { allowedByGroups } from '../../filters/groupAllows.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import { nameOf, type Traffic } from '../../locations/location.ts';
import { isWithin, publicAddresses } from '../../packets/ranges.ts';
import { attachedGateway, idleGateway, mayHaveGateway } from '../gateways.ts';
import { publicAccessFilter } from './blockPublicAccess.ts';

/** By id: the accelerator endpoints of a destination. */
export const acceleratorEndpoints = perParts(
  ['acceleratorEndpoints'],
  (network) => byOwner(network.acceleratorEndpoints, ({ endpoint }) => endpoint).of,
);

/**
 * From the internet through an accelerator of AWS Global Accelerator. The VPC must have an internet gateway; neither a
 * public address nor a route is needed, and network ACLs do not apply. Undefined if no accelerator has the destination
 * as an endpoint. https://docs.aws.amazon.com/global-accelerator/latest/dg/secure-vpc-connections.html
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/preserve-client-ip-address.how-to-enable-preservation.html
 */
export function fromAccelerator(scene: FlowContext): readonly Filter[] | undefined {
  const { from, to, traffic, network } = scene;
  const isPublic = from.id === 'internet' || isWithin(from.addresses, publicAddresses(traffic.family));
  if (!to.workload || !isPublic) return undefined;
  const found = (acceleratorEndpoints(network).get(to.id) ?? []).map((endpoint) => ({
    endpoint,
    isListening: isListeningOn(endpoint, traffic, network),
  }));
  const chosen =
    found.find(({ isListening }) => isListening === 'yes') ??
    found.find(({ isListening }) => isListening !== 'no');
  // A public destination can also be reached without the accelerator.
  if (!chosen || (chosen.isListening !== 'yes' && to.publicness !== 'no')) return undefined;
  const { endpoint, isListening } = chosen;
  const vpc = vpcKeyOf(to.subnet);
  return present([
    constantFilter(
      { resource: endpoint.id, kind: 'public-address', direction: 'ingress', at: endpoint.at },
      filterState(isListening),
      () => {
        throw new Error('An accelerator that does not listen is no way.');
      },
      `leads from an accelerator to ${to.id}, which needs no public address for it`,
    ),
    internetGateway(vpc, scene),
    publicAccessFilter('in', to.subnet, vpc, scene),
    preservesClients(endpoint, scene) ? groupFilter(scene, 'ingress') : groupsOfOthers(endpoint, scene),
  ]);
}

function isListeningOn(
  { listener, overridesPorts }: AcceleratorEndpoint,
  { protocol, port, family }: Traffic,
  network: Network,
): Truth {
  if (protocol === 'icmp') return 'no';
  const own = find(network.acceleratorListeners, listener);
  if (!own) return { why: 'the listener of the accelerator is not in this file' };
  if (overridesPorts) return { why: `${own.id} listens on other ports than its endpoints` };
  if (own.protocol.kind === 'known' && own.protocol.value !== protocol) return 'no';
  const isOn = own.ports.map(({ from, to }) =>
    from.kind === 'known' && to.kind === 'known' ? from.value <= port && port <= to.value : undefined,
  );
  const isUnknown = own.protocol.kind === 'unknown' || isOn.includes(undefined);
  if (!isOn.includes(true)) return isUnknown ? { why: `the ports of ${own.id} are unknown` } : 'no';
  // Whether the accelerator has IPv6 addresses depends on the accelerator.
  return family === 6 || isUnknown ? { why: `what ${own.id} listens on is only partly known` } : 'yes';
}

/** "To indicate that the VPC accepts internet traffic". */
function internetGateway(vpc: string | undefined, { to, network }: FlowContext): Filter {
  const gateway = attachedGateway(vpc, network);
  const at =
    network.internetGateways.get(gateway ?? '')?.at ?? network.vpcs.get(vpc ?? '')?.at ?? to.object!.at;
  const state = gateway !== undefined ? 'open' : mayHaveGateway(vpc, network) ? 'unknown' : 'closed';
  const why = `the file does not say whether ${vpc ?? 'the VPC'} has an internet gateway`;
  return constantFilter(
    { resource: gateway ?? vpc ?? to.id, kind: 'internet-gateway', at },
    state === 'unknown' ? { why } : state,
    () => ({
      code: null,
      resource: vpc ?? to.id,
      at,
      reason: { kind: 'no-internet-gateway', vpc, to: nameOf(to) },
      change: { kind: 'attach-gateway', gateway: idleGateway(vpc, network), vpc: vpc ?? '' },
    }),
    `is attached to ${vpc ?? 'the VPC'}`,
  );
}

/**
 * For instances and Application Load Balancers the client's address is preserved, unless this is turned off for an
 * internet-facing one: https://docs.aws.amazon.com/global-accelerator/latest/dg/preserve-client-ip-address.html
 */
function preservesClients({ keepsClientIp }: AcceleratorEndpoint, { to }: FlowContext): boolean {
  if (keepsClientIp.kind === 'known') return keepsClientIp.value;
  const { workload } = to;
  const isNetworkBalancer =
    workload?.kind === 'load-balancer' &&
    workload.balances.kind === 'known' &&
    workload.balances.value === 'network';
  return keepsClientIp.kind === 'absent' && !isNetworkBalancer;
}

/** For packets from addresses of the accelerator, which no template contains. */
function groupsOfOthers(
  { id, at }: AcceleratorEndpoint,
  { to, traffic, network }: FlowContext,
): Filter | undefined {
  const { securityGroups } = to;
  if (securityGroups.isUnfiltered) return undefined;
  const { addresses } = allowedByGroups(securityGroups, 'ingress', undefined, traffic, network, 'certain');
  if (isWithin(publicAddresses(traffic.family), addresses)) return undefined;
  const why = `the addresses that ${id} sends from are not in this file`;
  return constantFilter({ resource: id, kind: 'public-address', direction: 'ingress', at }, { why }, () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'unknown', why },
    change: { kind: 'other', what: `Keep the addresses of the clients of ${id}` },
  }));
}
