import type { Format, Node } from '../tree.ts';
import type { Data } from './edits.ts';
import { doubleQuoted, numberLiteral, type Quote, quoteOf, yamlScalar } from './quote.ts';
import { isCall, type Style } from './style.ts';

/** How to print a value: format, style of the file, and quotes of neighbouring values. */
export interface Pen {
  readonly format: Format;
  readonly style: Style;
  readonly quote: Quote;
  readonly keyQuote: Quote;
}

/** A pen that follows the existing children of a collection: it quotes strings if all of theirs are quoted. */
export function penFor(format: Format, style: Style, near: Node | undefined): Pen {
  const entries = near?.kind === 'mapping' ? near.entries : [];
  const values = near?.kind === 'sequence' ? near.items : entries.map((entry) => entry.value);
  const texts = values.filter(
    (value) => value.kind === 'scalar' && typeof value.value === 'string' && !value.tag,
  );
  return {
    format,
    style,
    quote: sharedQuote(texts),
    keyQuote: sharedQuote(entries.map((entry) => entry.key)),
  };
}

function sharedQuote(scalars: readonly Node[]): Quote {
  const quotes = scalars.flatMap((node) => (node.kind === 'scalar' ? [quoteOf(node)] : []));
  return quotes.includes('plain') ? 'plain' : (quotes.at(-1) ?? 'plain');
}

type DataMapping = { readonly [key: string]: Data };

export function isDataList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

/** False for a missing value, too. */
export function isDataMapping(data: Data | undefined): data is DataMapping {
  return typeof data === 'object' && data !== null && !isDataList(data);
}

/** The value on one line, valid within brackets. */
export function printRow(data: Data, pen: Pen): string {
  const { style, format } = pen;
  if (isDataList(data))
    return brackets(
      data.map((item) => printRow(item, pen)),
      style,
    );
  if (!isDataMapping(data)) return printScalar(data, pen, true);
  if (format === 'yaml') {
    const call = shortCall(data, style);
    if (call) return `${call.tag} ${printRow(call.argument, { ...pen, quote: 'plain' })}`;
  }
  const entries = Object.entries(data).map(([key, value]) => printRowEntry(key, printRow(value, pen), pen));
  return braces(entries, style);
}

/** An entry within braces. */
export function printRowEntry(key: string, value: string, pen: Pen): string {
  const separator = pen.format === 'toml' ? ' = ' : `:${pen.style.colonSpace()}`;
  return `${printKey(key, pen, true)}${separator}${value}`;
}

/**
 * JSON over several lines if the file is written that way; `indentation` is that of the line that the value starts on.
 */
export function printTall(data: Data, indentation: string, pen: Pen): string {
  const { style } = pen;
  const inner = indentation + style.step();
  const tall = (open: string, children: string[], close: string) => {
    const lineBreak = style.lineBreak();
    return `${open}${lineBreak}${inner}${children.join(`,${lineBreak}${inner}`)}${lineBreak}${indentation}${close}`;
  };
  if (isDataList(data)) {
    const isTall =
      style.tallLists() || (style.tallMappings() && data.some((item) => typeof item === 'object' && item));
    if (data.length === 0 || !isTall) return printRow(data, pen);
    return tall(
      '[',
      data.map((item) => printTall(item, inner, pen)),
      ']',
    );
  }
  if (!isDataMapping(data)) return printScalar(data, pen, true);
  const entries = Object.entries(data);
  if (entries.length === 0 || !style.tallMappings()) return printRow(data, pen);
  const printed = entries.map(([key, value]) => printRowEntry(key, printTall(value, inner, pen), pen));
  return tall('{', printed, '}');
}

/** A scalar on one line, in quotes where the format or the text needs them. */
export function printScalar(value: string | number | boolean | null, pen: Pen, inFlow: boolean): string {
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value !== 'string') return String(value);
  if (pen.format === 'json') return JSON.stringify(value);
  if (pen.format === 'yaml') return yamlScalar(value, pen.quote, inFlow, pen.style.quote());
  return pen.quote === 'single' && /^[^'\p{Cc}]*$/u.test(value) ? `'${value}'` : doubleQuoted(value);
}

/** A key, in quotes where the format or the text needs them. */
export function printKey(key: string, pen: Pen, inFlow: boolean): string {
  switch (pen.format) {
    case 'json':
      return JSON.stringify(key);
    case 'yaml':
      return yamlScalar(key, pen.keyQuote, inFlow, pen.style.quote());
    case 'toml':
      return /^[A-Za-z0-9_-]+$/.test(key) ? key : doubleQuoted(key);
  }
}

function brackets(items: readonly string[], style: Style): string {
  if (items.length === 0) return '[]';
  const padding = style.bracketPadding();
  return `[${padding}${items.join(`,${style.commaSpace()}`)}${padding}]`;
}

function braces(entries: readonly string[], style: Style): string {
  if (entries.length === 0) return '{}';
  const padding = style.bracePadding();
  return `{${padding}${entries.join(`,${style.commaSpace()}`)}${padding}}`;
}

/**
 * The short YAML form of an intrinsic function. A tag cannot be followed by another tag, so a call within a call keeps
 * the long form outside: `Fn::Base64: !Sub …`.
 */
export function shortCall(data: DataMapping, style: Style): { tag: string; argument: Data } | undefined {
  const entries = Object.entries(data);
  const [key, argument] = entries[0] ?? [];
  if (
    entries.length !== 1 ||
    key === undefined ||
    argument === undefined ||
    !isCall(key) ||
    style.longCalls()
  ) {
    return undefined;
  }
  // After a tag a number would be read as a string.
  if (typeof argument !== 'string' && typeof argument !== 'object') return undefined;
  if (argument === null || (isDataMapping(argument) && shortCall(argument, style))) return undefined;
  const tag = `!${key.replace('Fn::', '')}`;
  if (key !== 'Fn::GetAtt' || !isDataList(argument) || argument.length !== 2) return { tag, argument };
  const [resource, attribute] = argument;
  const isPlain = typeof resource === 'string' && typeof attribute === 'string' && !resource.includes('.');
  return { tag, argument: isPlain ? `${resource}.${attribute}` : argument };
}
