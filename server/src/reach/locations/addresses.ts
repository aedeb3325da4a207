import { reservedInAws } from '../../cidr/awsSubnet.ts';
import { type Cidr, type Family, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { Field } from '../../network/field.ts';
import { find, perNetwork } from '../../network/lookup.ts';
import type { Network, Subnet, Vpc } from '../../network/model.ts';
import {
  allAddresses,
  isEmpty,
  publicAddresses,
  type Ranges,
  rangesOf,
  subtract,
  unite,
} from '../packets/ranges.ts';
import type { Location, Traffic } from './location.ts';

export function blockOf({ ipv4, ipv6 }: Subnet, family: Family): Field<Cidr> {
  return family === 4 ? ipv4 : ipv6;
}

export function addressesIn(
  subnet: Subnet,
  family: Family,
  network: Network,
): Pick<Location, 'addresses' | 'isSuperset'> {
  const cache = addressCache(network);
  const key = `${subnet.id} ${family}`;
  let known = cache.get(key);
  if (!known) {
    known = findAddresses(subnet, family, network);
    cache.set(key, known);
  }
  return known;
}

const addressCache = perNetwork(() => new Map<string, Pick<Location, 'addresses' | 'isSuperset'>>());

/**
 * The subnet's addresses without those that AWS reserves (facts SUB-02, SUB-03); if the block is unknown, any address
 * of the VPC.
 */
function findAddresses(
  subnet: Subnet,
  family: Family,
  network: Network,
): Pick<Location, 'addresses' | 'isSuperset'> {
  const block = blockOf(subnet, family);
  if (block.kind === 'known') {
    const kept = unite(
      ...reservedInAws(block.value).map(({ address }): Ranges => [[address.value, address.value]]),
    );
    const usable = subtract(rangesOf(block.value), kept);
    return { addresses: isEmpty(usable) ? rangesOf(block.value) : usable, isSuperset: false };
  }
  const vpc = find(network.vpcs, subnet.vpc);
  const blocks = vpc ? knownBlocks(vpc, family) : undefined;
  return { addresses: blocks ?? allAddresses(family), isSuperset: true };
}

/** The addresses of a VPC; undefined if one of its blocks is unknown. */
export function knownBlocks(vpc: Vpc, family: Family): Ranges | undefined {
  const sets: Ranges[] = [];
  for (const block of family === 4 ? vpc.ipv4 : vpc.ipv6) {
    if (block.kind === 'unknown') return undefined;
    if (block.kind === 'known') sets.push(rangesOf(block.value));
  }
  return sets.length > 0 ? unite(...sets) : undefined;
}

/** The public addresses, without those of the file's VPCs. */
export function internet(family: Family, network: Network): Ranges {
  return (family === 4 ? internetIpv4 : internetIpv6)(network);
}

const internetIpv4 = perNetwork((network) => withoutBlocks(network, 4));
const internetIpv6 = perNetwork((network) => withoutBlocks(network, 6));

/** If the block of a VPC is unknown, the blocks of its subnets may be known. */
function withoutBlocks({ vpcs, subnets }: Network, family: Family): Ranges {
  const taken = unite(
    ...[...vpcs.values()].map((vpc) => knownBlocks(vpc, family) ?? []),
    ...[...subnets.values()].map((subnet) => {
      const block = blockOf(subnet, family);
      return block.kind === 'known' ? rangesOf(block.value) : [];
    }),
  );
  return subtract(publicAddresses(family), taken);
}

/** The block of a subnet's VPC, as a route names it; undefined if it is unknown. */
export function vpcBlockText(
  subnet: Subnet,
  { network, traffic }: { network: Network; traffic: Traffic },
): string | undefined {
  const vpc = find(network.vpcs, subnet.vpc);
  const own = blockOf(subnet, traffic.family);
  const blocks = (traffic.family === 4 ? vpc?.ipv4 : vpc?.ipv6) ?? [];
  const block =
    blocks.find((one) => one.kind === 'known' && own.kind === 'known' && overlaps(one.value, own.value)) ??
    blocks[0];
  return block?.kind === 'known' ? formatCidr(block.value) : undefined;
}
