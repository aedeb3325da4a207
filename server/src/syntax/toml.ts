import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { lineEndOf, lineStartOf } from './lines.ts';
import type { Entry, Mapping, Node, Scalar, Sequence, SyntaxProblem, SyntaxTree } from './tree.ts';

type Table = { -readonly [K in keyof Mapping]: Mapping[K] } & { entries: Writable<Entry>[] };
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** How many broken lines are skipped before the document is given up. */
const MAX_RETRIES = 25;

/**
 * Reads TOML. Tables with headers become nested mappings, so `[dev.vpc_config]` and an inline `vpc_config = {…}` give
 * the same tree. The parser stops at its first error: that line is then skipped and the text parsed again, so that a
 * broken line affects only itself.
 */
export function parseToml(text: string): SyntaxTree {
  const { program, problems } = readToml(text);
  return { format: 'toml', text, root: program && convert(program, text), problems };
}

/** The parser's own tree of the readable part, for callers that need headers as written. */
export function readToml(text: string): { program?: AST.TOMLProgram; problems: SyntaxProblem[] } {
  const problems: SyntaxProblem[] = [];
  let readable = text;
  for (let retry = 0; retry <= MAX_RETRIES; retry++) {
    try {
      return { program: parseTOML(readable), problems };
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      const at = Math.min(Math.max(error.index, 0), text.length);
      problems.push({
        kind: 'broken',
        start: at,
        end: Math.min(at + 1, text.length),
        message: `${error.message}.`,
      });
      const blanked = withoutLine(readable, at);
      if (blanked === readable) break;
      readable = blanked;
    }
  }
  return { problems };
}

/** Replaces the line by spaces, so that other offsets stay; if it is blank already, the line before it. */
function withoutLine(text: string, at: number): string {
  for (let offset = at; offset >= 0; ) {
    const start = lineStartOf(text, offset);
    const end = lineEndOf(text, start);
    if (text.slice(start, end).trim() !== '')
      return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
    offset = start - 1;
  }
  return text;
}

function convert(program: AST.TOMLProgram, text: string): Mapping {
  const root: Table = { kind: 'mapping', start: 0, end: text.length, entries: [], style: 'table' };
  for (const item of program.body[0].body) {
    if (item.type === 'TOMLKeyValue') addKeyValue(root, item, text);
    else addTable(root, item, text);
  }
  return root;
}

function addTable(root: Table, table: AST.TOMLTable, text: string): void {
  const keys = table.key.keys.map(keyScalar);
  const last = keys.at(-1);
  if (!last) return;
  const parent = descend(root, keys.slice(0, -1), 'table');
  const [start, end] = table.range;
  if (table.kind === 'array') {
    const item: Table = { kind: 'mapping', start, end, entries: [], style: 'table' };
    const existing = parent.entries.find((entry) => entry.key.text === last.text)?.value;
    if (existing?.kind === 'sequence') {
      (existing.items as Node[]).push(item);
      (existing as Writable<Sequence>).end = end;
    } else {
      const list: Sequence = { kind: 'sequence', start, end, items: [item], style: 'tables' };
      parent.entries.push({ start, end, key: last, value: list });
    }
    for (const pair of table.body) addKeyValue(item, pair, text);
    return;
  }
  const target = child(parent, last, 'table', { start, end });
  for (const pair of table.body) addKeyValue(target, pair, text);
}

function addKeyValue(table: Table, pair: AST.TOMLKeyValue, text: string): void {
  const keys = pair.key.keys.map(keyScalar);
  const last = keys.at(-1);
  if (!last) return;
  const parent = descend(table, keys.slice(0, -1), 'dotted');
  const [, end] = pair.range;
  parent.entries.push({ start: last.start, end, key: last, value: toNode(pair.value, text) });
}

/** The mapping at a path of keys, created if missing; for an array of tables, its last item. */
function descend(from: Table, keys: readonly Scalar[], style: Mapping['style']): Table {
  let table = from;
  for (const key of keys) table = child(table, key, style, key);
  return table;
}

function child(
  parent: Table,
  key: Scalar,
  style: Mapping['style'],
  span: { readonly start: number; readonly end: number },
): Table {
  const existing = parent.entries.find((entry) => entry.key.text === key.text)?.value;
  const last = existing?.kind === 'sequence' ? existing.items.at(-1) : existing;
  if (last?.kind === 'mapping') return last as Table;
  const made: Table = { kind: 'mapping', start: span.start, end: span.end, entries: [], style };
  parent.entries.push({ start: span.start, end: span.end, key, value: made });
  return made;
}

function keyScalar(key: AST.TOMLBare | AST.TOMLQuoted): Scalar {
  const [start, end] = key.range;
  const text = key.type === 'TOMLBare' ? key.name : key.value;
  const style = key.type === 'TOMLBare' ? 'plain' : key.style === 'basic' ? 'double' : 'single';
  return { kind: 'scalar', start, end, value: text, text, style };
}

function toNode(source: AST.TOMLContentNode, text: string): Node {
  const [start, end] = source.range;
  if (source.type === 'TOMLArray') {
    return {
      kind: 'sequence',
      start,
      end,
      items: source.elements.map((item) => toNode(item, text)),
      style: 'flow',
    };
  }
  if (source.type === 'TOMLInlineTable') {
    const table: Table = { kind: 'mapping', start, end, entries: [], style: 'flow' };
    for (const pair of source.body) addKeyValue(table, pair, text);
    return table;
  }
  if (source.kind === 'string') {
    const style = source.multiline ? 'multiline' : source.style === 'basic' ? 'double' : 'single';
    return { kind: 'scalar', start, end, value: source.value, text: source.value, style };
  }
  const written = text.slice(start, end);
  // A date stays a string as written; JSON and YAML have no dates.
  const isDate = source.kind !== 'boolean' && source.kind !== 'integer' && source.kind !== 'float';
  const value = isDate ? written : source.kind === 'boolean' ? source.value : Number(source.value);
  return { kind: 'scalar', start, end, value, text: written, style: 'plain' };
}
