import type { Address, Cidr } from './cidr.ts';
import { type CidrError, faultIn, notAnAddress } from './fault.ts';
import { readAddressWithLibrary, readCidrWithLibrary } from './library.ts';

export type { CidrError, CidrReason } from './fault.ts';

/**
 * Reads a block such as 10.0.0.0/16 or 2001:db8::/32, keeping host bits. Returns a `CidrError` for a bare address,
 * spaces, zone ids and IPv6 with an IPv4 tail. Plain IPv4 takes well under 1 µs; blocks that need the library (IPv6)
 * are cached.
 */
export function parseCidr(text: string): Cidr | CidrError {
  return readPlainCidr(text) ?? remembered(recentCidrs, text, readCidr);
}

/** Reads one address without a prefix, such as 10.0.0.1 or fd00:ec2::253. Returns a `CidrError` for anything else. */
export function parseAddress(text: string): Address | CidrError {
  const plain = scanIpv4(text, text.length);
  if (plain >= 0) return { kind: 'address', family: 4, value: BigInt(plain) };
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

/** Reads canonical IPv4 without the library. A property test compares it with ip-cidr. */
function readPlainCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const base = scanIpv4(text, slash);
  if (base < 0) return undefined;
  const prefix = scanNumber(text, slash + 1, 32);
  return prefix < 0 ? undefined : { kind: 'cidr', family: 4, base: BigInt(base), prefix };
}

/** The IPv4 address in `text` before `end`, as a number; -1 if there is none. */
function scanIpv4(text: string, end: number): number {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (octet < 0) return -1;
      // Multiplied, not shifted: a shift is signed above 127.255.255.255.
      value = value * 256 + octet;
      octet = -1;
      dots++;
    } else {
      octet = withDigit(octet, code, 255);
      if (octet < 0) return -1;
    }
  }
  return dots === 3 && octet >= 0 ? value * 256 + octet : -1;
}

/** The decimal number in `text` from `start` to its end; -1 if there is none or it exceeds `limit`. */
function scanNumber(text: string, start: number, limit: number): number {
  let value = -1;
  for (let at = start; at < text.length; at++) {
    value = withDigit(value, text.charCodeAt(at), limit);
    if (value < 0) return -1;
  }
  return value;
}

/**
 * Appends a digit to a number (-1 before its first digit). Returns -1 if `code` is no digit, follows a leading zero, or
 * makes the number exceed `limit`.
 */
function withDigit(value: number, code: number, limit: number): number {
  const digit = code - ZERO;
  if (!(digit >= 0 && digit <= 9) || value === 0) return -1;
  const next = value < 0 ? digit : value * 10 + digit;
  return next > limit ? -1 : next;
}

const DOT = 46;
const ZERO = 48;

const recentCidrs = new Map<string, Cidr | CidrError>();
const recentAddresses = new Map<string, Address | CidrError>();

/** A template of the largest legal size has about 500 resources, so the cache covers several open documents. */
const CACHE_SIZE = 2048;
/** In characters. The longest valid block has 43; longer texts are pasted by mistake and are not cached. */
const LONGEST_CACHED = 64;

function remembered<T>(recent: Map<string, T>, text: string, read: (text: string) => T): T {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const value = read(text);
  if (text.length > LONGEST_CACHED) return value;
  if (recent.size >= CACHE_SIZE) recent.delete(recent.keys().next().value!);
  recent.set(text, value);
  return value;
}
