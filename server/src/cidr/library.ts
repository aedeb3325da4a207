import { Address4, Address6 } from 'ip-address';
import type { Family } from './cidr.ts';

/**
 * The only file that uses ip-address. The library parses and validates; all arithmetic on addresses is our own. The library
 * (10.7.6, measured 2026-11-29) accepts what AWS does not: zone ids (fe80::1%eth0/64), IPv4 tails (::ffff:10.0.0.0/104), a zero before
 * the prefix (10.0.0.0/08). `faultIn` rejects those texts first, and `parseCidr` avoids the library where it can. No error of the
 * library leaves this file: in older versions they contain HTML made from the text (CVE-2026-42338).
 */
export interface LibraryAnswer {
  readonly family: Family;
  readonly value: bigint;
  readonly prefix: number;
}

/** The library's reading of a block; undefined if it rejects the text. */
export function readCidrWithLibrary(text: string): LibraryAnswer | undefined {
  return text.includes('/') ? answerFor(text) : undefined;
}

/** The library's reading of one address without a prefix; undefined if it rejects the text. */
export function readAddressWithLibrary(text: string): LibraryAnswer | undefined {
  return text.includes('/') ? undefined : answerFor(text);
}

function answerFor(text: string): LibraryAnswer | undefined {
  const family = text.includes(':') ? 6 : 4;
  const Address = family === 6 ? Address6 : Address4;
  if (!Address.isValid(text)) return undefined;
  const address = new Address(text);
  return { family, value: address.bigInt(), prefix: address.subnetMask };
}
