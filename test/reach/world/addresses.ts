// Addresses of the simulator: its own few lines, so that it shares nothing with what it checks.

export type Family = 4 | 6;

/** All addresses from `first` to `last`, both included. */
export interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/** A block as AWS keeps it: without host bits. */
export interface Block extends Range {
  readonly family: Family;
  readonly prefix: number;
}

const widthOf = (family: Family): number => (family === 4 ? 32 : 128);

/** The block in a text such as `10.0.0.0/16` or `::/0`; a lone address is a block of one. */
export function block(text: string): Block {
  const [address = '', length] = text.split('/');
  const { family, value } = address_(address);
  return blockAt(family, value, length === undefined ? widthOf(family) : Number(length));
}

/** The block of that length that holds the address. */
export function blockAt(family: Family, address: bigint, prefix: number): Block {
  const size = 1n << BigInt(widthOf(family) - prefix);
  const first = address - (address % size);
  return { family, first, last: first + size - 1n, prefix };
}

/** The nth of the equal parts of a block that are `bits` longer than it. */
export function part(whole: Block, bits: number, nth: number): Block {
  const size = (whole.last - whole.first + 1n) >> BigInt(bits);
  return blockAt(whole.family, whole.first + size * BigInt(nth), whole.prefix + bits);
}

/** The number that an address stands for. */
export const address = (text: string): bigint => address_(text).value;

export const holds = (range: Range, value: bigint): boolean => range.first <= value && value <= range.last;

/** Whether two blocks have an address in common. */
export const overlap = (one: Block, other: Block): boolean =>
  one.family === other.family && one.first <= other.last && other.first <= one.last;

/** `10.0.0.0/16`; an IPv6 block in its longest form. */
export const textOf = ({ family, first, prefix }: Block): string => `${addressText(family, first)}/${prefix}`;

export function addressText(family: Family, value: bigint): string {
  const parts: string[] = [];
  const step = family === 4 ? 8n : 16n;
  for (let shift = BigInt(widthOf(family)) - step; shift >= 0n; shift -= step) {
    const piece = (value >> shift) & ((1n << step) - 1n);
    parts.push(piece.toString(family === 4 ? 10 : 16));
  }
  return parts.join(family === 4 ? '.' : ':');
}

function address_(text: string): { family: Family; value: bigint } {
  if (!text.includes(':')) {
    let value = 0n;
    for (const piece of text.split('.')) value = value * 256n + BigInt(piece);
    return { family: 4, value };
  }
  const [before = '', after] = text.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const gap = Array.from({ length: after === undefined ? 0 : 8 - head.length - tail.length }, () => '0');
  let value = 0n;
  for (const piece of [...head, ...gap, ...tail]) value = value * 65536n + BigInt(`0x${piece}`);
  return { family: 6, value };
}

/** The IPv6 block that stands for one of IPv4 to a NAT gateway (NAT-07). */
export function asIpv6({ first, prefix }: Block): Block {
  return blockAt(6, NAT64.first + first, 96 + prefix);
}

/** The same for a range. */
export const asIpv6Range = ({ first, last }: Range): Range => ({
  first: NAT64.first + first,
  last: NAT64.first + last,
});

/** The IPv4 address that an IPv6 one stands for, if it does. */
export function asIpv4(address: bigint): bigint | undefined {
  return holds(NAT64, address) ? address - NAT64.first : undefined;
}

const NAT64 = block('64:ff9b::/96');
