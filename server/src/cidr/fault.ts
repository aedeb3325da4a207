import { bitsOf, type Family } from './cidr.ts';

/**
 * Everything that can be wrong with the text of a block or address. Messages and fixes switch over this closed list.
 */
export type CidrReason =
  | 'empty'
  | 'whitespace'
  | 'no-prefix'
  | 'unexpected-prefix'
  | 'prefix-malformed'
  | 'prefix-range'
  | 'octet-count'
  | 'octet-range'
  | 'group-count'
  | 'group-range'
  | 'leading-zero'
  | 'zone-id'
  | 'ipv4-mapped'
  | 'not-an-address';

/** Why a text is not a block or address. */
export interface CidrError {
  readonly kind: 'error';
  readonly reason: CidrReason;
  /** The characters at fault: UTF-16 code units from 0 within the text, `end` excluded. */
  readonly span: { readonly start: number; readonly end: number };
  /** One plain sentence for readers who have never written a CIDR block. Contains no control characters. */
  readonly message: string;
}

/** In characters. The longest valid block has 43; texts up to this length still get a specific explanation. */
const LONGEST_TEXT = 64;

type Wanted = 'cidr' | 'address';

/** The first fault in the text, from its start; undefined if the text is well-formed. */
export function faultIn(text: string, wanted: Wanted): CidrError | undefined {
  const example = wanted === 'cidr' ? 'a block looks like 10.0.0.0/16' : 'an address looks like 10.0.0.1';
  if (text.trim() === '') return error('empty', 0, text.length, `The value is empty; ${example}.`);
  const space = /\s+/.exec(text);
  if (space) {
    const end = space.index + space[0].length;
    return error('whitespace', space.index, end, `${quoted(text)} contains a space; ${example}.`);
  }
  if (text.length > LONGEST_TEXT) return notAnAddress(text);
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const family = address.includes(':') ? 6 : 4;
  const wrong = family === 6 ? faultInIpv6(address) : faultInIpv4(address);
  if (wrong) return wrong;
  if (wanted === 'cidr') {
    if (slash < 0) {
      const lengths = family === 4 ? ['/16', '/32'] : ['/64', '/128'];
      const sentence = `${text} has no prefix length, such as ${lengths[0]}, or ${lengths[1]} for one address.`;
      return error('no-prefix', 0, text.length, sentence);
    }
    return faultInPrefix(text, slash + 1, family);
  }
  if (slash < 0) return undefined;
  const sentence = `${quoted(text)} is a block; an address has no prefix length, as in ${address}.`;
  return error('unexpected-prefix', slash, text.length, sentence);
}

function faultInPrefix(text: string, start: number, family: Family): CidrError | undefined {
  const prefix = text.slice(start);
  const longest = bitsOf(family);
  const fault = (reason: CidrReason, message: string) =>
    // Includes the slash if nothing follows it, so that the span is not empty.
    error(reason, prefix === '' ? start - 1 : start, text.length, message);
  if (!/^[0-9]+$/.test(prefix)) {
    const length = family === 4 ? netmaskLength(prefix) : undefined;
    const sentence =
      length !== undefined
        ? `The prefix length is a number: /${length} instead of /${prefix}.`
        : `The prefix length after the slash is a number from 0 to ${longest}.`;
    return fault('prefix-malformed', sentence);
  }
  if (prefix.length > 1 && prefix.startsWith('0')) {
    return fault(
      'leading-zero',
      `/${shortened(prefix)} has a leading zero; write /${shortened(bare(prefix))}.`,
    );
  }
  if (Number(prefix) <= longest) return undefined;
  const sentence = `/${shortened(prefix)} is too long: an IPv${family} prefix is /0 to /${longest}.`;
  return fault('prefix-range', sentence);
}

function faultInIpv4(address: string): CidrError | undefined {
  const stranger = /[^0-9.]/.exec(address);
  if (stranger || address === '') return notAnAddress(address);
  const octets = address.split('.');
  const count = octets.filter((octet) => octet !== '').length;
  if (count !== 4) {
    const numbers = count === 1 ? '1 number' : `${count} numbers`;
    const sentence = `${quoted(address)} has ${numbers}; an IPv4 address has 4, as in 10.0.0.0.`;
    return error('octet-count', 0, address.length, sentence);
  }
  if (octets.length !== 4) {
    return error('not-an-address', 0, address.length, `${quoted(address)} has an extra dot.`);
  }
  let start = 0;
  for (const octet of octets) {
    const end = start + octet.length;
    if (octet.length > 1 && octet.startsWith('0')) {
      const sentence = `${shortened(octet)} has a leading zero, which some programs read as octal; write ${shortened(bare(octet))}.`;
      return error('leading-zero', start, end, sentence);
    }
    if (Number(octet) > 255) {
      const sentence = `${shortened(octet)} is too large: each of the four numbers of an IPv4 address is 0 to 255.`;
      return error('octet-range', start, end, sentence);
    }
    start = end + 1;
  }
  return undefined;
}

function faultInIpv6(address: string): CidrError | undefined {
  const zone = address.indexOf('%');
  if (zone >= 0) {
    const sentence = `${quoted(address)} contains a network interface (after %), which a block does not have.`;
    return error('zone-id', zone, address.length, sentence);
  }
  const tail = /[0-9]+(\.[0-9]*)+$/.exec(address);
  if (tail) {
    const sentence = `${quoted(address)} ends in an IPv4 address; AWS expects IPv6 with colons only.`;
    return error('ipv4-mapped', tail.index, address.length, sentence);
  }
  if (/[^0-9a-f:]/i.test(address)) return notAnAddress(address);

  for (const group of address.matchAll(/[0-9a-f]+/gi)) {
    if (group[0].length <= 4) continue;
    const sentence = `${shortened(group[0])} is too long: each part of an IPv6 address has at most 4 digits.`;
    return error('group-range', group.index, group.index + group[0].length, sentence);
  }
  const whole = (sentence: string) =>
    error('group-count', 0, address.length, `${quoted(address)} ${sentence}`);
  if (address.includes(':::') || address.split('::').length > 2) {
    return whole('contains :: more than once; only one is allowed.');
  }
  if (/^:[^:]/.test(address) || /[^:]:$/.test(address)) {
    return whole('starts or ends with a single colon; omitted zeros are written ::.');
  }
  const groups = address.split(':').filter((group) => group !== '').length;
  const elided = address.includes('::');
  if (elided && groups > 7) return whole('has all 8 parts and also a ::; remove the extra colon.');
  if (!elided && groups !== 8)
    return whole(`has ${groups} parts; an IPv6 address has 8, or :: for omitted zeros.`);
  return undefined;
}

/** Fallback for text that resembles neither IPv4 nor IPv6. */
export function notAnAddress(address: string): CidrError {
  const example = address.includes(':') ? '2001:db8::' : '10.0.0.0';
  const sentence =
    address === ''
      ? 'The address before the slash is missing; a block looks like 10.0.0.0/16.'
      : `${quoted(address)} is not an IP address, which looks like ${example}.`;
  return error('not-an-address', 0, Math.max(address.length, 1), sentence);
}

/** 24 for 255.255.255.0; undefined if the text is not a netmask. */
export function netmaskLength(text: string): number | undefined {
  if (faultInIpv4(text)) return undefined;
  const bits = text.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0'));
  const ones = /^(1*)0*$/.exec(bits.join(''));
  return ones ? ones[1]!.length : undefined;
}

function bare(digits: string): string {
  return digits.replace(/^0+(?=.)/, '');
}

/** In characters: enough for the longest address (39) and a prefix. Longer texts are cut. */
const LONGEST_QUOTE = 48;

function shortened(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

/** The user's text for use in a sentence: on one line, of bounded length, without terminal escapes. */
function quoted(text: string): string {
  return `"${shortened(text.trim()).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')}"`;
}

function error(reason: CidrReason, start: number, end: number, message: string): CidrError {
  return { kind: 'error', reason, span: { start, end }, message };
}
