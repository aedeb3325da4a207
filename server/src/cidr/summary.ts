import { isSubnetPrefix, RESERVED_COUNT, SUBNET_PREFIXES, subnetSizes, usableInAws } from './awsSubnet.ts';
import { type Cidr, firstAddress, lastAddress, netmaskOf, sizeOf } from './cidr.ts';
import { formatAddress, formatCount } from './format.ts';

/** One line about a block. */
export interface BlockFact {
  readonly name: 'first' | 'last' | 'netmask' | 'size' | 'usable' | 'subnet';
  readonly value: string;
}

/**
 * A block in words, in the order to print them. `netmask` is absent for IPv6; `subnet` is only present if
 * AWS rejects a subnet of that size, and says so.
 */
export function factsOf(cidr: Cidr): readonly BlockFact[] {
  const netmask = netmaskOf(cidr);
  const size = sizeOf(cidr);
  const facts: BlockFact[] = [
    { name: 'first', value: formatAddress(firstAddress(cidr)) },
    { name: 'last', value: formatAddress(lastAddress(cidr)) },
  ];
  if (netmask) facts.push({ name: 'netmask', value: formatAddress(netmask) });
  facts.push({ name: 'size', value: size === 1n ? '1 address' : `${formatCount(size)} addresses` });
  facts.push({ name: 'usable', value: usableText(cidr) });
  if (!isSubnetPrefix(cidr.family, cidr.prefix)) facts.push({ name: 'subnet', value: noSubnetText(cidr) });
  return facts;
}

function usableText(cidr: Cidr): string {
  const kept = `the ${RESERVED_COUNT} that AWS reserves in every subnet`;
  const usable = usableInAws(cidr);
  if (usable === 0n) return `none: a subnet needs more than ${kept}`;
  return `${formatCount(usable)} (${formatCount(sizeOf(cidr))} less ${kept})`;
}

function noSubnetText({ family, prefix }: Cidr): string {
  const { largest, smallest } = SUBNET_PREFIXES[family];
  const verdict =
    prefix < largest ? 'too large for one' : prefix > smallest ? 'too small for one' : 'none of them';
  return `this block is ${verdict}: AWS accepts ${subnetSizes(family)}`;
}
