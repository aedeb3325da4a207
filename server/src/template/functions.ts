import { split as splitBlock, splitCount } from '../cidr/blocks.ts';
import { bitsOf } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';
import type { Span } from '../syntax/span.ts';
import { known, refused, type Unknown, unknown, usedAt, type Value } from './value.ts';

/**
 * The functions whose value follows from their arguments alone. Each takes the evaluated arguments and the place of
 * the call, and gives an unknown value, with the reason, for whatever it cannot work out.
 */

export function join([separator, list]: readonly Value[], at: Span): Value {
  if (separator?.kind !== 'known' || list?.kind !== 'list')
    return firstUnknown([separator, list], 'Fn::Join', at);
  const missing = list.items.find((item) => item.kind !== 'known');
  const texts = list.items.map((item) =>
    item.kind === 'known' ? item.text : item.kind === 'unknown' ? (item.partial ?? '${?}') : '${?}',
  );
  const text = texts.join(separator.text);
  if (missing) return { ...firstUnknown([missing], 'Fn::Join', at), partial: text };
  return known(text, at, list.items);
}

export function split([separator, text]: readonly Value[], at: Span): Value {
  if (separator?.kind !== 'known' || text?.kind !== 'known')
    return firstUnknown([separator, text], 'Fn::Split', at);
  const items = text.text.split(separator.text).map((part) => known(part, at, [text]));
  return { kind: 'list', items, at };
}

export function select([index, list]: readonly Value[], at: Span): Value {
  const position = index?.kind === 'known' && /^\d+$/.test(index.text) ? Number(index.text) : undefined;
  if (position === undefined) return firstUnknown([index], 'Fn::Select', at);
  if (list?.kind === 'zones') return { kind: 'zone', region: list.region, index: position, at };
  if (list?.kind !== 'list') return firstUnknown([list], 'Fn::Select', at);
  const item = list.items[position];
  if (!item) {
    const holds = `the list holds ${list.items.length === 1 ? 'one item' : `${list.items.length} items`}`;
    // A list from a parameter's default may be longer at deployment.
    const rests = list.items.some((one) => one.kind === 'known' && one.defaults.length > 0);
    if (rests || list.items.length === 0)
      return unknown(`Fn::Select asks for item ${position}, and ${holds}`, at);
    return refused(`Fn::Select asks for item ${position}, counted from 0, and ${holds}. AWS refuses it.`, at);
  }
  return usedAt(item, at);
}

/** Facts FN-01 and FN-02: blocks of `bits` host bits, in order from the start of the block. */
export function cidrs([block, count, bits]: readonly Value[], at: Span): Value {
  if (block?.kind !== 'known' || count?.kind !== 'known' || bits?.kind !== 'known') {
    return firstUnknown([block, count, bits], 'Fn::Cidr', at);
  }
  const cidr = parseCidr(block.text);
  const n = Number(count.text);
  const hostBits = Number(bits.text);
  if (cidr.kind === 'error' || !Number.isInteger(n) || !Number.isInteger(hostBits)) {
    return unknown('Fn::Cidr takes a block, a count and a number of host bits', at);
  }
  const width = bitsOf(cidr.family);
  const prefix = width - hostBits;
  const fault =
    n < 1 || n > 256
      ? `Fn::Cidr makes 1 to 256 blocks, not ${n}. AWS refuses it.`
      : prefix < cidr.prefix || prefix > width
        ? `Fn::Cidr cannot cut blocks of ${hostBits} host bits (/${prefix}) from ${formatCidr(cidr)}. AWS refuses it.`
        : splitCount(cidr, prefix) < n
          ? `Fn::Cidr asks for ${n} blocks of ${hostBits} host bits (/${prefix}), and ${formatCidr(cidr)} holds ${splitCount(cidr, prefix)}. AWS refuses it.`
          : undefined;
  if (fault !== undefined) {
    const rests = [block, count, bits].some(({ defaults }) => defaults.length > 0);
    return rests ? unknown(fault.replace(/\. AWS.*$/, ''), at) : refused(fault, at);
  }
  const items: Value[] = [];
  for (const part of splitBlock(cidr, prefix)) {
    if (items.length === n) break;
    items.push(known(formatCidr(part), at, [block, count, bits]));
  }
  return { kind: 'list', items, at };
}

/** `AWS::LanguageExtensions`: how many items a list has. */
export function length([list]: readonly Value[], at: Span): Value {
  if (list?.kind !== 'list') return firstUnknown([list], 'Fn::Length', at);
  return known(String(list.items.length), at, list.items);
}

/** `AWS::LanguageExtensions`: a structure as JSON text, where all of it is known. */
export function toJsonString([value]: readonly Value[], at: Span): Value {
  const parts: Value[] = [];
  const data = value && plainData(value, parts);
  return data === undefined
    ? firstUnknown([value, ...parts], 'Fn::ToJsonString', at)
    : known(JSON.stringify(data), at, parts);
}

/** Undefined where a part is not known; the parts go into `parts`. */
function plainData(value: Value, parts: Value[]): unknown {
  parts.push(value);
  switch (value.kind) {
    case 'known':
      return value.text;
    case 'list': {
      const items = value.items.map((item) => plainData(item, parts));
      return items.includes(undefined) ? undefined : items;
    }
    case 'fields': {
      const entries = [...value.fields].map(([key, field]) => [key, plainData(field, parts)] as const);
      return entries.some(([, data]) => data === undefined) ? undefined : Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}

export function zones([region]: readonly Value[], at: Span): Value {
  if (region === undefined || region.kind === 'absent') return { kind: 'zones', region: 'AWS::Region', at };
  // Fact FN-06: an empty text stands for the stack's own region.
  if (region.kind === 'known') return { kind: 'zones', region: region.text || 'AWS::Region', at };
  if (region.kind === 'unknown' && region.partial === '${AWS::Region}')
    return { kind: 'zones', region: 'AWS::Region', at };
  return firstUnknown([region], 'Fn::GetAZs', at);
}

/** The reason of the first argument that is not known. */
export function firstUnknown(values: readonly (Value | undefined)[], name: string, at: Span): Unknown {
  const missing = values.find((value) => value?.kind === 'unknown');
  if (missing?.kind === 'unknown') return unknown(missing.why, at);
  const reference = values.find((value) => value?.kind === 'reference');
  if (reference?.kind === 'reference')
    return unknown(`${reference.resource} is known when the stack is deployed`, at);
  return unknown(`${name} is not given what it takes`, at);
}
