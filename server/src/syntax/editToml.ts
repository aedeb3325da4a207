import type { Data } from './edit.ts';
import { type Draft, put, refuse, UNFORESEEN } from './editDraft.ts';
import { indentationAt, isBlankBetween, lineStartOf, wholeLines } from './editLines.ts';
import { pathOf, wayTo } from './editPlaces.ts';
import type { Change, Collection, Piece } from './editPlan.ts';
import { childrenOf } from './editPlan.ts';
import { isDataMapping, type Pen, penFor, printKey, printRow } from './editPrint.ts';
import { startsWith, type TomlLine, type TomlPath, tomlLines } from './editTomlLines.ts';
import type { Span } from './span.ts';
import type { Entry, Mapping, Node } from './tree.ts';

/** Children of a TOML table, of dotted keys or of an array of tables go and come, by lines and sections. */
export function changeToml(draft: Draft, collection: Collection, change: Change): void {
  const way = wayTo(draft.tree, collection) ?? [];
  const isInBraces = way.some(({ place }) => place.kind !== 'root' && place.parent.style === 'flow');
  // Dotted keys within an inline table share its commas.
  if (isInBraces) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const lines = tomlLines(draft.text);
  const path = pathOf(way);
  const gone = new Set<TomlLine>();
  for (const index of change.removed) {
    const child = [...path, stepOf(collection, index)];
    for (const line of lines) if (startsWith(line.path, child)) gone.add(line);
  }
  const runs = runsOf(draft.text, lines, gone).map((run) => wholeLines(draft.text, run, run.start === 0));
  for (const { start, end } of runs) put(draft, start, end, '');
  const kept = lines.filter((line) => !gone.has(line));
  if (change.inserted.size === 0 && gone.size > 0 && path.length > 0)
    keepEmpty(draft, collection, path, lines, kept);
  const made: Draft = { ...draft, edits: [] };
  for (const [gap, pieces] of change.inserted) {
    for (const piece of pieces) insert(made, collection, path, lines, gap, piece);
  }
  for (const { span, text } of made.edits) {
    // Where its neighbour goes, with blank lines perhaps, a new line takes the neighbour's place.
    const run = runs.find(({ start, end }) => start < span.start && span.start < end);
    const at = run?.start ?? span.start;
    const isBehindLine = run !== undefined && at > lineStartOf(draft.text, at);
    put(draft, at, at, isBehindLine ? draft.style.lineBreak() + text.replace(/\r?\n$/, '') : text);
  }
}

/** Lines that go with nothing but blank lines between them, in one piece. */
function runsOf(text: string, lines: readonly TomlLine[], gone: ReadonlySet<TomlLine>): readonly Span[] {
  const runs: Span[] = [];
  for (const line of lines) {
    if (!gone.has(line)) continue;
    const last = runs.at(-1);
    if (last && isBlankBetween(text, last.end, line.from))
      runs[runs.length - 1] = { start: last.start, end: line.to };
    else runs.push({ start: line.from, end: line.to });
  }
  return runs;
}

function stepOf(collection: Collection, index: number): string | number {
  return collection.kind === 'sequence' ? index : collection.entries[index]!.key.text;
}

/** A table that only its children showed needs a line of its own when they are gone. */
function keepEmpty(
  draft: Draft,
  collection: Collection,
  path: TomlPath,
  lines: readonly TomlLine[],
  kept: readonly TomlLine[],
): void {
  if (kept.some((line) => startsWith(line.path, path))) return;
  const first = lines.find((line) => startsWith(line.path, path));
  if (!first || collection.kind === 'sequence') {
    refuse(draft, 'Nothing would be left of this array of tables.');
    return;
  }
  const lineBreak = draft.style.lineBreak();
  const named = first.keys[first.keys.length - (first.path.length - path.length) - 1];
  if (first.kind === 'header') put(draft, first.from, first.from, `[${printPath(draft, path)}]${lineBreak}`);
  else if (named)
    put(draft, first.from, first.from, `${draft.text.slice(first.start, named.end)} = {}${lineBreak}`);
}

/** The keys of a path as a header writes them, those that an edit renames by their new names. */
function printPath(draft: Draft, path: TomlPath): string {
  const pen = penFor('toml', draft.style, undefined);
  const names = [...path];
  for (const [entry, key] of draft.plan.renamed) {
    const named = pathOf(wayTo(draft.tree, entry.value) ?? []);
    if (named.length > 0 && startsWith(path, named)) names[named.length - 1] = key;
  }
  return names.flatMap((step) => (typeof step === 'string' ? [printKey(step, pen, false)] : [])).join('.');
}

function insert(
  draft: Draft,
  collection: Collection,
  path: TomlPath,
  lines: readonly TomlLine[],
  gap: number,
  piece: Piece,
): void {
  if (collection.kind === 'sequence') {
    if (piece.kind === 'data' && isDataMapping(piece.value)) {
      const near = gap > 0 ? [...path, gap - 1] : undefined;
      insertSection(draft, lines, `[[${printPath(draft, path)}]]`, piece.value, near, [...path, gap]);
    } else refuse(draft, 'An array of tables takes tables only.');
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

/** True where the other mappings in a table have headers, or, without others, at the top. */
function makesSections({ entries }: Mapping, path: TomlPath): boolean {
  const others = entries.flatMap(({ value }) => (value.kind === 'mapping' ? [value.style] : []));
  return others.length > 0 ? others.includes('table') : path.length === 0;
}

/** A new section, behind everything below the path `near`, or before everything below `before`. */
function insertSection(
  draft: Draft,
  lines: readonly TomlLine[],
  header: string,
  value: { readonly [key: string]: Data },
  near: TomlPath | undefined,
  before: TomlPath | undefined,
): void {
  const { text, style } = draft;
  const lineBreak = style.lineBreak();
  const pen = penFor('toml', style, undefined);
  const body = Object.entries(value).map(
    ([key, data]) => `${printKey(key, pen, false)} = ${printRow(data, pen)}`,
  );
  const section = [header, ...body].join(lineBreak);
  const headers = lines.filter((line) => line.kind === 'header');
  const isApart =
    headers.length < 2 ||
    headers.some((line) => isBlankBetween(text, lineStartOf(text, line.from - 1), line.from));
  const space = isApart ? lineBreak : '';
  const last = near && lines.findLast((line) => startsWith(line.path, near));
  if (last) {
    const isCut = !text.endsWith('\n') && last.to === text.length;
    put(draft, last.to, last.to, isCut ? lineBreak + space + section : space + section + lineBreak);
    return;
  }
  const next = before && lines.find((line) => startsWith(line.path, before));
  if (next) put(draft, next.from, next.from, section + lineBreak + space);
  else if (text.trim() === '') put(draft, text.length, text.length, section + lineBreak);
  else refuse(draft, UNFORESEEN);
}

function assignments(value: { readonly [key: string]: Data }, pen: Pen): string[] {
  return Object.entries(value).map(([key, data]) => `${printKey(key, pen, false)} = ${printRow(data, pen)}`);
}

/** What a new line assigns, with the comments of one that has moved. */
interface Assignment {
  readonly above: readonly string[];
  readonly text: string;
  readonly beside: string;
}

function assignment(
  draft: Draft,
  collection: Mapping,
  piece: Piece,
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

/** A value that has no span of its own in the text. */
export function isScattered(node: Node): boolean {
  return (node.kind === 'mapping' || node.kind === 'sequence') && node.style !== 'flow';
}

function insertLine(
  draft: Draft,
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
    // A dotted key stands behind the keys that lead to its table.
    const leading = beside.keys[beside.keys.length - (beside.path.length - path.length)]!;
    const line = written(indentation, text.slice(beside.start, leading.start));
    if (inFront) {
      put(draft, inFront.from, inFront.from, line + lineBreak);
      return;
    }
    const isCut = beside.to === text.length && !text.endsWith('\n');
    put(draft, beside.to, beside.to, isCut ? lineBreak + line : line + lineBreak);
    return;
  }
  const line = written('', '');
  if (header) {
    const isCut = header.to === text.length && !text.endsWith('\n');
    put(draft, header.to, header.to, isCut ? lineBreak + line : line + lineBreak);
    return;
  }
  const next = path.length === 0 ? lines[0] : lines.find((line) => startsWith(line.path, path));
  if (!next) {
    put(draft, text.length, text.length, line + lineBreak);
    return;
  }
  const own = path.length === 0 ? '' : `[${printPath(draft, path)}]${lineBreak}`;
  put(draft, next.from, next.from, own + line + lineBreak + lineBreak);
}

function isSamePath(a: TomlPath, b: TomlPath): boolean {
  return a.length === b.length && startsWith(a, b);
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

/** A key changes in every header and line that names it. */
export function renameToml(draft: Draft, entry: Entry, key: string): void {
  const pen: Pen = penFor('toml', draft.style, undefined);
  const written = printKey(key, pen, false);
  const way = wayTo(draft.tree, entry.value) ?? [];
  if (way.some(({ place }) => place.kind !== 'root' && place.parent.style === 'flow')) {
    put(draft, entry.key.start, entry.key.end, written);
    return;
  }
  const path = pathOf(way);
  for (const line of tomlLines(draft.text)) {
    if (!startsWith(line.path, path)) continue;
    const named = line.path.slice(path.length).filter((step) => typeof step === 'string').length;
    const at = line.keys[line.keys.length - 1 - named];
    if (at) put(draft, at.start, at.end, written);
  }
}

/** Another value for a table or an array of tables: below its header, or in other lines than before. */
export function replaceToml(draft: Draft, node: Node, value: Data): void {
  const { text, style } = draft;
  const way = wayTo(draft.tree, node) ?? [];
  const place = way.at(-1)?.place;
  if (!place || place.kind === 'root') {
    refuse(draft, UNFORESEEN);
    return;
  }
  const path = pathOf(way);
  const lines = tomlLines(text);
  const own = lines.filter((line) => startsWith(line.path, path));
  const [header] = own;
  const last = own.at(-1);
  if (!header || !last) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const isWhole =
    header.kind === 'header' &&
    isSamePath(header.path, path) &&
    lines.indexOf(last) - lines.indexOf(header) < own.length;
  if (isWhole && isDataMapping(value)) {
    const body = assignments(value, penFor('toml', style, node));
    const written = body.map((line) => style.lineBreak() + line).join('');
    put(draft, header.end + besideOf(text, header).length, last.end + besideOf(text, last).length, written);
    return;
  }
  const hasComments = own.some(
    (line) => line.from < lineStartOf(text, line.start) || besideOf(text, line) !== '',
  );
  if (hasComments) {
    refuse(draft, 'The comments of this table would be lost.');
    return;
  }
  const key = place.kind === 'value' ? place.entry.key.text : undefined;
  const inserted = new Map<number, Piece[]>([[place.index, [{ kind: 'data', key, value }]]]);
  changeToml(draft, place.parent, { removed: new Set([place.index]), inserted });
}

/** The comment beside a line, with the space before it. */
function besideOf(text: string, line: TomlLine): string {
  return text.slice(line.end, line.to).trimEnd();
}
