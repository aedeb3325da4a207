import { formatCidr } from '../../../cidr/format.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import { isWithin, type Ranges, rangesOf, unite } from '../../packets/ranges.ts';

/** A block at the remote end of a gateway's VPN connections. */
export interface StaticBlock {
  readonly addresses: Ranges;
  readonly prefix: number;
}

/**
 * The blocks behind a virtual private gateway whose connections all have static routes (fact VPN-03). Undefined if it
 * may learn other routes, or have connections outside of the file.
 */
export function staticBlocks(gateway: string, network: Network): readonly StaticBlock[] | undefined {
  if (!network.vpnGateways.has(gateway) || network.exportedIds.has(gateway)) return undefined;
  const connections = [...network.vpnConnections.values()];
  if (connections.some(({ vpnGateway }) => vpnGateway.kind === 'unknown')) return undefined;
  const own = connections.filter(({ vpnGateway }) => keyOfField(vpnGateway) === gateway);
  const isStatic = own.every(({ staticRoutesOnly: is }) => is.kind === 'known' && is.value);
  if (own.length === 0 || !isStatic) return undefined;
  const ids = new Set(own.map(({ id }) => id));
  const blocks: StaticBlock[] = [];
  for (const { connection, destination } of network.vpnConnectionRoutes) {
    const key = keyOfField(connection);
    if (key === undefined) return undefined;
    if (!ids.has(key) || destination.kind === 'absent') continue;
    if (destination.kind === 'unknown') return undefined;
    blocks.push({ addresses: rangesOf(destination.value), prefix: destination.value.prefix });
  }
  return blocks;
}

/** The static block behind a virtual private gateway that has all of the addresses; undefined if none is known to. */
export function staticBlockOf(gateway: string, addresses: Ranges, network: Network): string | undefined {
  const block = staticBlocks(gateway, network)?.find((one) => isWithin(addresses, one.addresses));
  const [first] = block?.addresses ?? [];
  return block && first && formatCidr({ kind: 'cidr', family: 4, base: first[0], prefix: block.prefix });
}

/** The addresses behind a virtual private gateway; undefined if they are unknown. */
export function addressesBehind(gateway: string, network: Network): Ranges | undefined {
  const blocks = staticBlocks(gateway, network);
  return blocks && unite(...blocks.map(({ addresses }) => addresses));
}
