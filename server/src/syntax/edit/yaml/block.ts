import type { Data } from '../edits.ts';
import { isDataList, isDataMapping, type Pen, printKey, printRow, printScalar, shortCall } from '../print.ts';

/**
 * A YAML value in block style, independent of its place. `head` goes on the line of its key or dash: a scalar, a tag,
 * the indicator of a block scalar, or nothing. `lines` follow; the caller indents them.
 */
export interface YamlBlock {
  readonly kind: 'scalar' | 'mapping' | 'sequence';
  readonly head: string;
  readonly lines: readonly string[];
}

/** In characters. A short call with a list is written on one line up to this width. */
const ROW_WIDTH = 60;

function printCall({ tag, argument }: NonNullable<ReturnType<typeof shortCall>>, pen: Pen): YamlBlock {
  if (isDataList(argument)) {
    const row = printRow(argument, pen);
    if (row.length <= ROW_WIDTH) return { kind: 'scalar', head: `${tag} ${row}`, lines: [] };
  }
  const block = printBlock(argument, pen);
  return { ...block, head: block.head === '' ? tag : `${tag} ${block.head}` };
}

/** Data as lines of block YAML. */
export function printBlock(data: Data, pen: Pen): YamlBlock {
  if (isDataList(data)) {
    const isRow = data.length === 0 || (pen.style.flowLists() && data.every((item) => !isCollection(item)));
    if (isRow) return { kind: 'scalar', head: printRow(data, pen), lines: [] };
    return { kind: 'sequence', head: '', lines: data.flatMap((item) => itemLines(printBlock(item, pen))) };
  }
  if (!isDataMapping(data)) {
    return (
      (typeof data === 'string' && pen.style.literals() && literal(data)) || {
        kind: 'scalar',
        head: printScalar(data, pen, false),
        lines: [],
      }
    );
  }
  const call = shortCall(data, pen.style);
  if (call) return printCall(call, { ...pen, quote: 'plain' });
  const entries = Object.entries(data);
  if (entries.length === 0) return { kind: 'scalar', head: '{}', lines: [] };
  const lines = entries.flatMap(([key, value]) =>
    entryLines(printKey(key, pen, false), printBlock(value, pen), pen),
  );
  return { kind: 'mapping', head: '', lines };
}

function isCollection(data: Data): boolean {
  return (
    typeof data === 'object' && data !== null && !(isDataMapping(data) && Object.keys(data).length === 1)
  );
}

/** A string of several lines as a literal block, if it can be one. */
function literal(text: string): YamlBlock | undefined {
  if (
    !text.includes('\n') ||
    !/^[!-~][ -~\u00a0-\ud7ff\n]*$/.test(text) ||
    /\n\n$|\n[ ]+\n|\n[ ]+$/.test(text)
  )
    return undefined;
  const lines = text.split('\n');
  return text.endsWith('\n')
    ? { kind: 'scalar', head: '|', lines: lines.slice(0, -1) }
    : { kind: 'scalar', head: '|-', lines };
}

/** The lines of an entry, starting at the column of its key. */
export function entryLines(key: string, value: YamlBlock, { style }: Pen): string[] {
  const indentation = value.kind === 'sequence' ? style.listUnit() : style.unit();
  return [value.head === '' ? `${key}:` : `${key}: ${value.head}`, ...indented(value.lines, indentation)];
}

/** The lines of an item, starting at the column of its dash. */
export function itemLines(value: YamlBlock): string[] {
  if (value.head !== '' || value.lines.length === 0)
    return [`- ${value.head}`.trimEnd(), ...indented(value.lines, 2)];
  return [`- ${value.lines[0]}`, ...indented(value.lines.slice(1), 2)];
}

/** The lines with more indentation; empty ones stay empty. */
export function indented(lines: readonly string[], by: number): string[] {
  const spaces = ' '.repeat(by);
  return lines.map((line) => (line === '' ? '' : spaces + line));
}
