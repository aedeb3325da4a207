import { split as splitBlock, splitCount } from '../../cidr/blocks.ts';
import { bitsOf, type Cidr } from '../../cidr/cidr.ts';
import { formatCidr, formatCount } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import type { Span } from '../../syntax/span.ts';
import {
  isCertainValue,
  type Known,
  known,
  type List,
  refusedCall,
  refusedFor,
  type Unknown,
  unknown,
  usedAt,
  type Value,
} from './value.ts';

/**
 * The functions whose result follows from their arguments alone. Each gets the evaluated arguments and the position of
 * the call, and returns an unknown value with the reason if it cannot be computed.
 */
export function fnJoin([separator, list]: readonly Value[], at: Span): Value {
  if (isCertainValue(list)) return refusedCall('Fn::Join needs a list, not a string', at);
  if (separator?.kind !== 'known' || list?.kind !== 'list')
    return firstUnknown([separator, list], 'Fn::Join', at);
  const missing = list.items.find((item) => item.kind !== 'known');
  const text = list.items.map(partialText).join(separator.text);
  if (missing) return unknown(firstUnknown([missing], 'Fn::Join', at).why, at, text, list.items);
  return known(text, at, [separator, ...list.items]);
}

/** A value's text with its unknown parts as `${Name}`. */
function partialText(value: Value): string {
  if (value.kind === 'known') return value.text;
  if (value.kind === 'unknown') return value.partial ?? '${?}';
  if (value.kind !== 'reference') return '${?}';
  return `\${${value.resource}${value.attribute === undefined ? '' : `.${value.attribute}`}}`;
}

/** The parts of a text as a list. */
export function fnSplit([separator, text]: readonly Value[], at: Span): Value {
  if (text?.kind === 'list' && !mayDiffer(text))
    return refusedCall('Fn::Split needs a string, not a list', at);
  if (separator?.kind === 'known' && separator.text === ',' && text?.kind === 'unknown') {
    // The id of one resource has no comma: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
    if (text.gives !== undefined && /^AWS::EC2::\w+$/.test(text.gives))
      return { kind: 'list', items: [{ ...text, at }], at };
    if (text.joined) return { kind: 'list', items: joinedItems(text, text.joined, at), at };
  }
  if (separator?.kind !== 'known' || text?.kind !== 'known')
    return firstUnknown([separator, text], 'Fn::Split', at);
  // What AWS does with an empty delimiter is not documented.
  if (separator.text === '') return unknown('the delimiter of Fn::Split is empty', at);
  const items = text.text.split(separator.text).map((part) => known(part, at, [separator, text]));
  return { kind: 'list', items, at };
}

/** The references of another template's text, one by one. */
function joinedItems(text: Unknown, joined: readonly string[], at: Span): readonly Value[] {
  const name = /^\$\{([^{}?]+)\}$/.exec(text.partial ?? '')?.[1];
  return joined.map((gives, index) => {
    const item = name === undefined ? undefined : `item ${index + 1} of ${name}`;
    return {
      ...unknown(text.why, at, item && `\${${item}}`),
      ...(item !== undefined && { selected: item }),
      ...(text.defaults && { defaults: text.defaults }),
      gives,
    };
  });
}

/** The item of a list at an index from 0; one past its end is refused. */
export function fnSelect([index, list]: readonly Value[], at: Span): Value {
  const position = wholeNumber(index);
  if (position === undefined || position < 0) {
    if (!isCertainValue(index) || (position === undefined && mayBeNumber(index)))
      return firstUnknown([index], 'Fn::Select', at);
    return refusedCall(`the index of Fn::Select must be a whole number from 0, not ${index.text}`, at);
  }
  if (list?.kind === 'zones' && index?.kind === 'known')
    return { kind: 'zone', region: list.region, index: position, defaults: index.defaults, at };
  if (isCertainValue(list)) return refusedCall('Fn::Select needs a list, not a string', at);
  if (list?.kind !== 'list') {
    return selectedFrom(list, position, at);
  }
  if (list.hasGaps) return unknown('the list has an item that AWS removes', at);
  const item = list.items[position];
  if (!item) return withoutItem(index, position, list, at);
  // A fault is reported at the call that contains it.
  if (item.kind === 'unknown')
    return {
      ...unknown(item.why, at, item.partial, [item]),
      ...(item.selected !== undefined && { selected: item.selected }),
      ...(item.gives !== undefined && { gives: item.gives, defaults: item.defaults ?? [] }),
    };
  return rests(usedAt(item, at), index);
}

/** An item of a list that is not known. */
function selectedFrom(list: Value | undefined, position: number, at: Span): Value {
  const found = firstUnknown([list], 'Fn::Select', at);
  if (list?.kind !== 'unknown') return found;
  const name = /^\$\{([^{}?]+)\}$/.exec(list.partial ?? '')?.[1];
  return {
    ...found,
    ...(list.hostBits !== undefined && { hostBits: list.hostBits }),
    ...(name !== undefined && { selected: `item ${position + 1} of ${name}` }),
  };
}

function withoutItem(index: Value | undefined, position: number, list: List, at: Span): Value {
  const holds = `the list has ${list.items.length === 1 ? 'one item' : `${list.items.length} items`}`;
  // An empty default stands for a list that is given at deployment.
  const isToBeGiven = list.items.every(
    (item) => item.kind === 'known' && item.text.trim() === '' && !isCertainValue(item),
  );
  if (index === undefined || isToBeGiven) {
    const { defaults } = known('', at, list.items);
    return {
      ...unknown(`Fn::Select asks for item ${position}, but ${holds}`, at),
      ...(defaults.length > 0 && { defaults }),
    };
  }
  return refusedFor(
    [index, ...list.items],
    `Fn::Select asks for item ${position} (counted from 0), but ${holds}`,
    at,
  );
}

/** The value, which also depends on the defaults that the other one depends on. */
function rests(value: Value, on: Value | undefined): Value {
  if (value.kind !== 'known' || on?.kind !== 'known' || isCertainValue(on)) return value;
  const { text, at, defaults, isSupposed } = known(value.text, value.at, [value, on]);
  return { ...value, text, at, defaults, ...(isSupposed && { isSupposed }) };
}

/**
 * Facts FN-01 and FN-02: blocks of `bits` host bits, in order from the start of the block. What AWS does without `bits`
 * (fact FN-04) or with 0 is not documented.
 */
export function fnCidr([block, count, bits]: readonly Value[], at: Span): Value {
  const n = wholeNumber(count);
  if (isCertainValue(count) && (n === undefined ? !mayBeNumber(count) : n < 1 || n > 256)) {
    return refusedCall(`Fn::Cidr returns 1 to 256 blocks, not ${count.text}`, at);
  }
  const hostBits = wholeNumber(bits);
  if (isCertainValue(bits) && (hostBits === undefined ? !mayBeNumber(bits) : hostBits < 0))
    return refusedCall(`Fn::Cidr needs a number of host bits, not ${bits.text}`, at);
  if (block?.kind !== 'known' || count?.kind !== 'known') return unknownBlocks([block, count], bits, at);
  if (bits === undefined || bits.kind === 'absent') return unknown('Fn::Cidr has no number of host bits', at);
  if (bits.kind !== 'known') return firstUnknown([bits], 'Fn::Cidr', at);
  const cidr = parseCidr(block.text);
  if (cidr.kind === 'error' || !n || !hostBits || n < 1 || n > 256 || hostBits < 1) {
    return unknown('Fn::Cidr needs a block, a count and a number of host bits', at);
  }
  const fault = splitFault(cidr, n, hostBits);
  // Fact FN-03: AWS's answer is not documented, but it cannot return blocks that do not exist.
  if (fault !== undefined) return refusedFor([block, count, bits], fault, at, 'inferred');
  const items: Value[] = [];
  for (const part of splitBlock(cidr, bitsOf(cidr.family) - hostBits)) {
    if (items.length === n) break;
    items.push(known(formatCidr(part), at, [block, count, bits]));
  }
  return { kind: 'list', items, at };
}

function unknownBlocks(of: readonly (Value | undefined)[], bits: Value | undefined, at: Span): Value {
  const hostBits = isCertainValue(bits) ? wholeNumber(bits) : undefined;
  return { ...firstUnknown(of, 'Fn::Cidr', at), ...(hostBits !== undefined && { hostBits }) };
}

/** Why a block does not contain so many blocks with so many host bits. */
function splitFault(cidr: Cidr, count: number, hostBits: number): string | undefined {
  const prefix = bitsOf(cidr.family) - hostBits;
  const size = `${hostBits} host bits${prefix < 0 ? '' : ` (/${prefix})`}`;
  if (prefix < cidr.prefix) return `Fn::Cidr cannot split ${formatCidr(cidr)} into blocks of ${size}`;
  const most = splitCount(cidr, prefix);
  if (most >= count) return undefined;
  return `Fn::Cidr asks for ${count} blocks of ${size}, but ${formatCidr(cidr)} has only ${formatCount(most)}`;
}

/** `Fn::Length` of `AWS::LanguageExtensions`: the number of items in a list. */
export function fnLength([list]: readonly Value[], at: Span): Value {
  if (list?.kind !== 'list') return firstUnknown([list], 'Fn::Length', at);
  if (list.hasGaps) return unknown('the list has an item that AWS removes', at);
  return known(String(list.items.length), at, list.items);
}

/** The text in Base64, as UTF-8. */
export function fnBase64([text]: readonly Value[], at: Span): Value {
  if (text?.kind !== 'known') return firstUnknown([text], 'Fn::Base64', at);
  const bytes = new TextEncoder().encode(text.text);
  let characters = '';
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return known(btoa(characters), at, [text]);
}

/** `Fn::ToJsonString` of `AWS::LanguageExtensions`: a structure as JSON, if all of it is known and text. */
export function fnToJsonString([value]: readonly Value[], at: Span): Value {
  const parts: Value[] = [];
  const data = value && plainData(value, parts);
  return data === undefined
    ? firstUnknown([value, ...parts], 'Fn::ToJsonString', at)
    : known(JSON.stringify(data), at, parts);
}

/** Undefined if a part is unknown. Collects the parts in `parts`. */
function plainData(value: Value, parts: Value[]): unknown {
  parts.push(value);
  switch (value.kind) {
    case 'known':
      // Whether AWS writes a number or a boolean without quotes is not documented.
      return value.origin === undefined || typeof value.origin.value === 'string' ? value.text : undefined;
    case 'list': {
      const items = value.items.map((item) => plainData(item, parts));
      return items.includes(undefined) || value.hasGaps ? undefined : items;
    }
    case 'fields': {
      const entries = [...value.fields].map(([key, field]) => [key, plainData(field, parts)] as const);
      return entries.some(([, data]) => data === undefined) ? undefined : Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}

/** The zones of a region; without one, those of the stack's own. */
export function fnGetAZs([region]: readonly Value[], at: Span): Value {
  if (region === undefined || region.kind === 'absent') return { kind: 'zones', region: 'AWS::Region', at };
  // Fact FN-06: an empty text means the stack's own region.
  if (region.kind === 'known') return { kind: 'zones', region: region.text || 'AWS::Region', at };
  if (region.kind === 'unknown' && region.partial === '${AWS::Region}')
    return { kind: 'zones', region: 'AWS::Region', at };
  return firstUnknown([region], 'Fn::GetAZs', at);
}

/** The reason of the first argument that is unknown. */
export function firstUnknown(values: readonly (Value | undefined)[], name: string, at: Span): Unknown {
  const missing = values.find((value) => value?.kind === 'unknown');
  if (missing?.kind === 'unknown') {
    const given = values.filter((value) => value !== undefined);
    return unknown(missing.why, at, undefined, given);
  }
  const reference = values.find((value) => value?.kind === 'reference');
  if (reference?.kind === 'reference')
    return unknown(`${reference.resource} is known only after deployment`, at);
  if (values.some((value) => value?.kind === 'zone' || value?.kind === 'zones'))
    return unknown('zone names differ between accounts', at);
  return unknown(`the arguments of ${name} do not fit`, at);
}

/** A number in plain decimal digits; undefined for anything else. */
function wholeNumber(value: Value | undefined): number | undefined {
  return value?.kind === 'known' && /^-?(0|[1-9]\d*)$/.test(value.text) ? Number(value.text) : undefined;
}

/** Numbers written as `010`, `1_0` or ` 1`: how AWS reads them is not documented. */
function mayBeNumber({ text }: Known): boolean {
  return /\d/.test(text) && !/[a-z]/i.test(text);
}

function mayDiffer(list: Extract<Value, { kind: 'list' }>): boolean {
  return list.items.some((item) => item.kind === 'known' && !isCertainValue(item));
}
