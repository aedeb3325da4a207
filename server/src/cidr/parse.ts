import type { Address, Cidr } from './cidr.ts';
import { type CidrError, faultIn, notAnAddress } from './fault.ts';
import { readAddressWithLibrary, readCidrWithLibrary } from './library.ts';

export type { CidrError, CidrReason } from './fault.ts';

/**
 * Reads a block such as 10.0.0.0/16 or 2001:db8::/32, host bits kept. A bare address is an error, and so are
 * spaces, zone ids and IPv6 with an IPv4 tail. Cheap on every keystroke: plain IPv4 takes well under 1 µs, and
 * what needs the library (IPv6) is remembered.
 */
export function parseCidr(text: string): Cidr | CidrError {
  return readPlainCidr(text) ?? remembered(recentCidrs, text, readCidr);
}

/** Reads one address without a prefix, such as 10.0.0.1 or fd00:ec2::253. */
export function parseAddress(text: string): Address | CidrError {
  const plain = scanIpv4(text);
  if (plain && plain.end === text.length) return { kind: 'address', family: 4, value: BigInt(plain.value) };
  return remembered(recentAddresses, text, readAddress);
}

function readCidr(text: string): Cidr | CidrError {
  const fault = faultIn(text, 'cidr');
  if (fault) return fault;
  const read = readCidrWithLibrary(text);
  if (!read) return notAnAddress(text);
  return { kind: 'cidr', family: read.family, base: read.value, prefix: read.prefix };
}

function readAddress(text: string): Address | CidrError {
  const fault = faultIn(text, 'address');
  if (fault) return fault;
  const read = readAddressWithLibrary(text);
  return read ? { kind: 'address', family: read.family, value: read.value } : notAnAddress(text);
}

/** Canonical IPv4 without the library. A property test holds it equal to ip-cidr's verdict. */
function readPlainCidr(text: string): Cidr | undefined {
  const address = scanIpv4(text);
  if (!address || text.charCodeAt(address.end) !== 47) return undefined;
  const prefix = scanNumber(text, address.end + 1, 32);
  if (!prefix || prefix.end !== text.length) return undefined;
  return { kind: 'cidr', family: 4, base: BigInt(address.value), prefix: prefix.value };
}

interface Scanned {
  readonly value: number;
  /** Where the scan stopped: the offset after the last digit. */
  readonly end: number;
}

function scanIpv4(text: string): Scanned | undefined {
  let value = 0;
  let at = 0;
  for (let octet = 0; octet < 4; octet++) {
    if (octet > 0 && text.charCodeAt(at++) !== 46) return undefined;
    const number = scanNumber(text, at, 255);
    if (!number) return undefined;
    // Multiplied, not shifted: a shift is signed above 127.255.255.255.
    value = value * 256 + number.value;
    at = number.end;
  }
  return { value, end: at };
}

/** A decimal number without leading zeros and not above the limit. */
function scanNumber(text: string, start: number, limit: number): Scanned | undefined {
  let value = 0;
  let at = start;
  for (; at < start + 3; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    if (at > start && value === 0) return undefined;
    value = value * 10 + digit;
  }
  return at === start || value > limit ? undefined : { value, end: at };
}

const recentCidrs = new Map<string, Cidr | CidrError>();
const recentAddresses = new Map<string, Address | CidrError>();

/** A template of the largest legal size has about 500 resources, so this covers several open documents. */
const REMEMBERED = 2048;
/** The longest text that can be read is 43 characters; longer ones are pasted mistakes, not worth the memory. */
const LONGEST_REMEMBERED = 64;

function remembered<T>(recent: Map<string, T>, text: string, read: (text: string) => T): T {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const value = read(text);
  if (text.length > LONGEST_REMEMBERED) return value;
  if (recent.size >= REMEMBERED) recent.delete(recent.keys().next().value!);
  recent.set(text, value);
  return value;
}
