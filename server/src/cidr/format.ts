import type { Address, Cidr } from './cidr.ts';

/**
 * The block in canonical notation, keeping host bits: 10.0.1.5/24 is unchanged. `parseCidr` reads it back to an equal
 * block.
 */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress({ kind: 'address', family: cidr.family, value: cidr.base })}/${cidr.prefix}`;
}

/**
 * 10.0.0.1, or IPv6 as RFC 5952 section 4 defines it: lower case, no leading zeros, the first of the longest runs of
 * two or more zero groups as `::`. Never with an IPv4 tail (section 5 leaves that open).
 */
export function formatAddress(address: Address): string {
  return address.family === 4 ? formatIpv4(Number(address.value)) : formatIpv6(address.value);
}

function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

function formatIpv6(value: bigint): string {
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((value >> shift) & 0xffffn));
  const run = longestZeroRun(groups);
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  if (run.length < 2) return hex(groups);
  return `${hex(groups.slice(0, run.start))}::${hex(groups.slice(run.start + run.length))}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  }
  return best;
}

/** 65,536; or 2^64 if the number is too long to read. */
export function formatCount(count: bigint): string {
  const power = count.toString(2).length - 1;
  if (power >= 53 && count === 1n << BigInt(power)) return `2^${power}`;
  // Not `toLocaleString`: its first call takes 24 ms, half of the run time of `vpc-lens cidr`.
  return count.toString().replace(/\B(?=([0-9]{3})+$)/g, ',');
}
