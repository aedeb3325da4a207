import type { AST } from 'toml-eslint-parser';
import { commentsAbove, lineStartOf, nextLineOf } from '../../lines.ts';
import type { Span } from '../../span.ts';
import { readToml } from '../../toml.ts';

/** The keys and indexes from the root of a document to a value. */
export type TomlPath = readonly (string | number)[];

/** A line `key = value`, possibly continued over several, or a header. */
export interface TomlLine extends Span {
  readonly kind: 'value' | 'header';
  /** For a header of an array of tables, with the item's index. */
  readonly path: TomlPath;
  /** The written keys; for a value only those of its own line. */
  readonly keys: readonly Span[];
  /** The text after the equals sign; an empty span for a header. */
  readonly value: Span;
  /** The start of the comments directly above. */
  readonly from: number;
  /** After the line break. */
  readonly to: number;
}

/** The headers and values of a document in the order of the text; empty if it cannot be parsed. */
export function tomlLines(text: string): readonly TomlLine[] {
  const lines: TomlLine[] = [];
  for (const item of readToml(text).program?.body[0].body ?? []) {
    if (item.type === 'TOMLKeyValue') lines.push(valueLine(text, item, []));
    else {
      const header = text.lastIndexOf('[', item.key.range[0]);
      const end = item.key.range[1];
      const start = lineStartOf(text, header);
      const keys = item.key.keys.map(spanOf);
      lines.push({
        kind: 'header',
        path: item.resolvedKey,
        keys,
        value: { start: end, end },
        ...linesOf(text, start, end),
      });
      for (const pair of item.body) lines.push(valueLine(text, pair, item.resolvedKey));
    }
  }
  return lines;
}

function valueLine(text: string, pair: AST.TOMLKeyValue, table: TomlPath): TomlLine {
  const names = pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  return {
    kind: 'value',
    path: [...table, ...names],
    keys: pair.key.keys.map(spanOf),
    value: spanOf(pair.value),
    ...linesOf(text, pair.range[0], pair.range[1]),
  };
}

function linesOf(text: string, start: number, end: number) {
  const from = commentsAbove(text, lineStartOf(text, start), 0, (line) => line.startsWith('#'));
  return { start, end, from, to: nextLineOf(text, end) };
}

function spanOf({ range }: { readonly range: readonly [number, number] }): Span {
  return { start: range[0], end: range[1] };
}

export function startsWith(path: TomlPath, start: TomlPath): boolean {
  return start.every((step, i) => path[i] === step);
}

/** The comment after a line, with the space before it. */
export function besideOf(text: string, line: TomlLine): string {
  return text.slice(line.end, line.to).trimEnd();
}

export function isSamePath(a: TomlPath, b: TomlPath): boolean {
  return a.length === b.length && startsWith(a, b);
}
