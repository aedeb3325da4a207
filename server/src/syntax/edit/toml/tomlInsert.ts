import { indentationAt, isBlankBetween, lineStartOf } from '../../lines.ts';
import type { Entry, Mapping, Node } from '../../tree.ts';
import { type EditDraft, putText, refuse, UNFORESEEN } from '../draft.ts';
import type { Data } from '../edits.ts';
import { pathOfSteps, pathTo } from '../places.ts';
import { type Child, type Collection, childrenOf } from '../plan.ts';
import { isDataMapping, type Pen, penFor, printKey, printRow } from '../print.ts';
import { besideOf, isSamePath, startsWith, type TomlLine, type TomlPath } from './tomlLines.ts';

/** The keys of a path as a header writes them; keys that an edit renames have their new names. */
export function printPath(draft: EditDraft, path: TomlPath): string {
  const pen = penFor('toml', draft.style, undefined);
  const names = [...path];
  for (const [entry, key] of draft.plan.renamed) {
    const named = pathOfSteps(pathTo(draft.tree, entry.value) ?? []);
    if (named.length > 0 && startsWith(path, named)) names[named.length - 1] = key;
  }
  return names.flatMap((step) => (typeof step === 'string' ? [printKey(step, pen, false)] : [])).join('.');
}

/** Adds a child to a table, as a line or a section. */
export function insertToml(
  draft: EditDraft,
  collection: Collection,
  path: TomlPath,
  lines: readonly TomlLine[],
  gap: number,
  piece: Child,
): void {
  if (collection.kind === 'sequence') {
    if (piece.kind === 'data' && isDataMapping(piece.value)) {
      const near = gap > 0 ? [...path, gap - 1] : undefined;
      insertSection(draft, lines, `[[${printPath(draft, path)}]]`, piece.value, near, [...path, gap]);
    } else refuse(draft, 'An array of tables contains tables only.');
    return;
  }
  const before = collection.entries[gap - 1];
  const after = collection.entries[gap];
  const isTable =
    collection.style === 'table' && lines.some((line) => line.kind === 'header' || path.length > 0);
  if (
    piece.kind === 'data' &&
    piece.key !== undefined &&
    isDataMapping(piece.value) &&
    isTable &&
    makesSections(collection, path)
  ) {
    const near = before && [...path, before.key.text];
    const isNearSection = near && lines.some((line) => line.kind === 'header' && startsWith(line.path, near));
    const header = `[${printPath(draft, [...path, piece.key])}]`;
    insertSection(draft, lines, header, piece.value, isNearSection ? near : path, undefined);
    return;
  }
  const assigned = assignment(draft, collection, piece, lines);
  if (!assigned) refuse(draft, UNFORESEEN);
  else insertLine(draft, path, lines, before, after, assigned);
}

/** True if the other mappings in a table have headers, or if there are none and the table is the root. */
function makesSections({ entries }: Mapping, path: TomlPath): boolean {
  const others = entries.flatMap(({ value }) => (value.kind === 'mapping' ? [value.style] : []));
  return others.length > 0 ? others.includes('table') : path.length === 0;
}

/** Adds a section after everything below the path `near`, or before everything below `before`. */
function insertSection(
  draft: EditDraft,
  lines: readonly TomlLine[],
  header: string,
  value: { readonly [key: string]: Data },
  near: TomlPath | undefined,
  before: TomlPath | undefined,
): void {
  const { text, style } = draft;
  const lineBreak = style.lineBreak();
  const section = [header, ...assignments(value, penFor('toml', style, undefined))].join(lineBreak);
  const headers = lines.filter((line) => line.kind === 'header');
  const isApart =
    headers.length < 2 ||
    headers.some((line) => isBlankBetween(text, lineStartOf(text, line.from - 1), line.from));
  const space = isApart ? lineBreak : '';
  const last = near && lines.findLast((line) => startsWith(line.path, near));
  if (last) {
    const isCut = !text.endsWith('\n') && last.to === text.length;
    putText(draft, last.to, last.to, isCut ? lineBreak + space + section : space + section + lineBreak);
    return;
  }
  const next = before && lines.find((line) => startsWith(line.path, before));
  if (next) putText(draft, next.from, next.from, section + lineBreak + space);
  else if (text.trim() === '') putText(draft, text.length, text.length, section + lineBreak);
  else refuse(draft, UNFORESEEN);
}

/** The lines of a section, without its header. */
export function assignments(value: { readonly [key: string]: Data }, pen: Pen): string[] {
  return Object.entries(value).map(([key, data]) => `${printKey(key, pen, false)} = ${printRow(data, pen)}`);
}

/** The assignments of a new line, with the comments of a moved one. */
interface Assignment {
  readonly above: readonly string[];
  readonly text: string;
  readonly beside: string;
}

function assignment(
  draft: EditDraft,
  collection: Mapping,
  piece: Child,
  lines: readonly TomlLine[],
): Assignment | undefined {
  const { text, style } = draft;
  const pen = penFor('toml', style, collection);
  if (piece.kind === 'data') {
    if (piece.key === undefined) return undefined;
    return {
      above: [],
      text: `${printKey(piece.key, pen, false)} = ${printRow(piece.value, pen)}`,
      beside: '',
    };
  }
  const child = childrenOf(piece.from)[piece.index];
  if (!child || !('key' in child) || isScattered(child.value)) return undefined;
  const { start, end } = child.value;
  const assigned = `${printKey(child.key.text, pen, false)} = ${text.slice(start, end)}`;
  const line = lines.find(({ value }) => value.start === start && value.end === end);
  const above = line ? text.slice(line.from, lineStartOf(text, line.start)).split('\n') : [];
  return {
    above: above.map((comment) => comment.trim()).filter((comment) => comment !== ''),
    text: assigned,
    beside: line ? besideOf(text, line) : '',
  };
}

/** True for a value without a span of its own in the text. */
export function isScattered(node: Node): boolean {
  return (node.kind === 'mapping' || node.kind === 'sequence') && node.style !== 'flow';
}

function insertLine(
  draft: EditDraft,
  path: TomlPath,
  lines: readonly TomlLine[],
  before: Entry | undefined,
  after: Entry | undefined,
  assigned: Assignment,
): void {
  const { text, style } = draft;
  const lineBreak = style.lineBreak();
  const written = (indentation: string, leading: string) =>
    [...assigned.above, leading + assigned.text + assigned.beside]
      .map((line) => indentation + line)
      .join(lineBreak);
  const header = lines.find((line) => line.kind === 'header' && isSamePath(line.path, path));
  const hosts = hostedLines(lines, path, header);
  const holds = (line: TomlLine, entry: Entry | undefined) =>
    entry !== undefined && line.path[path.length] === entry.key.text;
  const behind = hosts.findLast((line) => holds(line, before));
  const inFront = behind ? undefined : hosts.find((line) => holds(line, after));
  const beside = behind ?? inFront ?? hosts.at(-1);
  if (beside) {
    const indentation = indentationAt(text, beside.start);
    // A dotted key follows the keys that lead to its table.
    const leading = beside.keys[beside.keys.length - (beside.path.length - path.length)]!;
    const line = written(indentation, text.slice(beside.start, leading.start));
    if (inFront) {
      putText(draft, inFront.from, inFront.from, line + lineBreak);
      return;
    }
    const isCut = beside.to === text.length && !text.endsWith('\n');
    putText(draft, beside.to, beside.to, isCut ? lineBreak + line : line + lineBreak);
    return;
  }
  const line = written('', '');
  if (header) {
    const isCut = header.to === text.length && !text.endsWith('\n');
    putText(draft, header.to, header.to, isCut ? lineBreak + line : line + lineBreak);
    return;
  }
  const next = path.length === 0 ? lines[0] : lines.find((line) => startsWith(line.path, path));
  if (!next) {
    putText(draft, text.length, text.length, line + lineBreak);
    return;
  }
  const own = path.length === 0 ? '' : `[${printPath(draft, path)}]${lineBreak}`;
  putText(draft, next.from, next.from, own + line + lineBreak + lineBreak);
}

/** The lines that assign within a table: those below its header, or those whose dotted keys name it. */
function hostedLines(
  lines: readonly TomlLine[],
  path: TomlPath,
  header: TomlLine | undefined,
): readonly TomlLine[] {
  const start = header ? lines.indexOf(header) + 1 : 0;
  const names = (line: TomlLine) =>
    startsWith(line.path, path) && line.path.length - line.keys.length <= path.length;
  const from =
    path.length === 0 || header ? start : lines.findIndex((line) => line.kind === 'value' && names(line));
  if (from < 0) return [];
  const end = lines.findIndex((line, i) => i >= from && line.kind === 'header');
  return lines
    .slice(from, end < 0 ? lines.length : end)
    .filter((line) => line.path.length > path.length && names(line));
}
