import IPCIDR from 'ip-cidr';

/**
 * The only file that uses ip-cidr. The library parses and validates; all arithmetic on addresses is our own, with
 * bigint, because the library (4.0.2, measured 2026-11-23)
 * - finds 2001:db8::1 in 0.0.0.0/0: `contains` ignores the family;
 * - turns ::ffff:10.0.0.0/104 into the single address 10.0.0.0, and ::1.2.3.4/10 into 1.2.3.4/10;
 * - accepts zone ids (fe80::1%eth0/64), a second prefix (2001:db8::/32/64) and a leading zero in it (10.0.0.0/08);
 * - needs about 20 µs for an IPv4 block and 40 µs for IPv6.
 * `faultIn` rejects those texts first, and `parseCidr` avoids the library where it can. Library errors may contain HTML
 * made from the text (CVE-2026-42338), so none leaves this file.
 */
export interface LibraryAnswer {
  readonly family: 4 | 6;
  readonly value: bigint;
  readonly prefix: number;
}

/** The library's reading of a block; undefined if it rejects the text. */
export function readCidrWithLibrary(text: string): LibraryAnswer | undefined {
  return IPCIDR.isValidCIDR(text) ? answerFor(text) : undefined;
}

/** The library's reading of one address without a prefix; undefined if it rejects the text. */
export function readAddressWithLibrary(text: string): LibraryAnswer | undefined {
  return IPCIDR.isValidAddress(text) ? answerFor(text) : undefined;
}

function answerFor(text: string): LibraryAnswer {
  const address = IPCIDR.createAddress(text);
  return {
    family: address.v4 ? 4 : 6,
    value: IPCIDR.formatIP<bigint>(address, { type: 'bigInteger' }),
    prefix: address.subnetMask,
  };
}
