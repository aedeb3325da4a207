import {
  isSubnetPrefix,
  reservedInAws,
  subnetSizes,
  usableInAws,
} from '../../../server/src/cidr/awsSubnet.ts';
import { split, splitCount } from '../../../server/src/cidr/blocks.ts';
import {
  bitsOf,
  type Cidr,
  endOf,
  firstAddress,
  hasHostBits,
  lastAddress,
  netmaskOf,
  networkOf,
  sizeOf,
  withoutHostBits,
} from '../../../server/src/cidr/cidr.ts';
import { formatAddress, formatCidr, formatCount } from '../../../server/src/cidr/format.ts';
import { parseCidr } from '../../../server/src/cidr/parse.ts';

/** One line of the CIDR calculator: a value and its meaning. */
export interface CidrLine {
  readonly value: string;
  readonly meaning: string;
  /** The text to copy if it differs from the value, such as 4096 for 4,096. */
  readonly copy?: string;
}

export interface CidrSection {
  readonly title: string;
  readonly lines: readonly CidrLine[];
}

/** The answer to a typed text: lines about the block without its host bits, or a sentence about what is wrong; neither for a blank text. */
export type CidrAnswer =
  | { readonly kind: 'block'; readonly cidr: Cidr; readonly sections: readonly CidrSection[] }
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'blank' };

/** Answers an incomplete text too. Spaces around the block are ignored. */
export function describeText(typed: string): CidrAnswer {
  const text = typed.trim();
  if (text === '') return { kind: 'blank' };
  const written = parseCidr(text);
  if (written.kind === 'error') return { kind: 'sentence', text: written.message };
  const cidr = withoutHostBits(written);
  const sections = [
    { title: formatCidr(cidr), lines: [...hostBitsLine(written), ...sizeLines(cidr)] },
    { title: 'Reserved by AWS', lines: reservedLines(cidr) },
    { title: 'Halves', lines: partLines(cidr, 1) },
    { title: 'Quarters', lines: partLines(cidr, 2) },
    { title: 'Neighbours', lines: neighbourLines(cidr) },
  ];
  return { kind: 'block', cidr, sections: sections.filter(({ lines }) => lines.length > 0) };
}

/** The ways to split a block into 2, 4, 8 … 256 equal parts; in IPv6 in AWS's steps of four bits. */
export function splitLines(cidr: Cidr): readonly (CidrLine & { readonly prefix: number })[] {
  const step = cidr.family === 4 ? 1 : 4;
  const prefixes = Array.from({ length: 8 / step }, (_, index) => cidr.prefix + (index + 1) * step);
  return prefixes
    .filter((prefix) => prefix <= bitsOf(cidr.family))
    .map((prefix) => ({
      prefix,
      value: `/${prefix}`,
      meaning: `${formatCount(splitCount(cidr, prefix))} blocks, ${capacityText({ ...cidr, prefix })} each`,
    }));
}

/** The parts of a block, lowest first. */
export function linesOfParts(cidr: Cidr, prefix: number): readonly CidrLine[] {
  return [...split(cidr, prefix)].map((part) => ({
    value: formatCidr(part),
    meaning: `${range(part)}, ${capacityText(part)}`,
  }));
}

function hostBitsLine(written: Cidr): CidrLine[] {
  if (!hasHostBits(written)) return [];
  const meaning = `what AWS stores for ${formatCidr(written)}, which has host bits set`;
  return [{ value: formatCidr(withoutHostBits(written)), meaning }];
}

function sizeLines(cidr: Cidr): CidrLine[] {
  const size = sizeOf(cidr);
  const unit = size === 1n ? 'address' : 'addresses';
  const limit = isSubnet(cidr) ? '' : `; AWS accepts ${subnetSizes(cidr.family)} only`;
  const lines = [
    { value: range(cidr), meaning: 'first and last address', copy: range(cidr).replace(' – ', '-') },
    { value: formatCount(size), meaning: `${unit}${limit}`, copy: size.toString() },
  ];
  if (isSubnet(cidr)) {
    lines.push({
      value: usableText(cidr),
      meaning: 'usable in an AWS subnet',
      copy: usableInAws(cidr).toString(),
    });
  }
  const netmask = netmaskOf(cidr);
  if (netmask)
    lines.push({ value: formatAddress(netmask), meaning: 'netmask', copy: formatAddress(netmask) });
  return lines;
}

function reservedLines(cidr: Cidr): CidrLine[] {
  if (!isSubnet(cidr)) return [];
  return reservedInAws(cidr).map(({ address, purpose }) => ({
    value: formatAddress(address),
    meaning: purpose.split(/[;,]/)[0]!, // the section says that AWS reserves it; the rest is for a hover
  }));
}

/** Halves and quarters. IPv6 blocks are split in steps of four bits, so they have none. */
function partLines(cidr: Cidr, bits: number): readonly CidrLine[] {
  return cidr.family === 4 ? linesOfParts(cidr, cidr.prefix + bits) : [];
}

function neighbourLines(cidr: Cidr): CidrLine[] {
  const lines: CidrLine[] = [];
  const { family, prefix } = cidr;
  if (endOf(cidr) < 1n << BigInt(bitsOf(family))) {
    lines.push({ value: formatCidr({ ...cidr, base: endOf(cidr) }), meaning: 'next block of this size' });
  }
  if (networkOf(cidr) > 0n) {
    lines.push({
      value: formatCidr({ ...cidr, base: networkOf(cidr) - sizeOf(cidr) }),
      meaning: 'previous block of this size',
    });
  }
  if (prefix > 0) {
    const twice = withoutHostBits({ ...cidr, prefix: prefix - 1 });
    lines.push({ value: formatCidr(twice), meaning: 'containing block, twice as large' });
  }
  return lines;
}

function isSubnet(cidr: Cidr): boolean {
  return isSubnetPrefix(cidr.family, cidr.prefix);
}

/** "4,091 usable" for a size that AWS accepts for subnets, else "65,536 addresses". */
function capacityText(cidr: Cidr): string {
  if (isSubnet(cidr)) return `${usableText(cidr)} usable`;
  return sizeOf(cidr) === 1n ? '1 address' : `${formatCount(sizeOf(cidr))} addresses`;
}

/** "4,091", or "2^64 − 5" if the digits would be too many to read. */
function usableText(cidr: Cidr): string {
  const size = sizeOf(cidr);
  return size < 2n ** 53n
    ? formatCount(usableInAws(cidr))
    : `${formatCount(size)} − ${size - usableInAws(cidr)}`;
}

function range(cidr: Cidr): string {
  return `${formatAddress(firstAddress(cidr))} – ${formatAddress(lastAddress(cidr))}`;
}
