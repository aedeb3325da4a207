import { isBlankBetween, lineStartOf, wholeLines } from '../../lines.ts';
import type { Span } from '../../span.ts';
import type { Entry, Node } from '../../tree.ts';
import { type EditDraft, putText, refuse, UNFORESEEN } from '../draft.ts';
import type { Data, TextEdit } from '../edits.ts';
import { pathOfSteps, pathTo } from '../places.ts';
import type { Child, ChildChanges, Collection } from '../plan.ts';
import { isDataMapping, penFor, printKey } from '../print.ts';
import { assignments, insertToml, printPath } from './tomlInsert.ts';
import { besideOf, isSamePath, startsWith, type TomlLine, type TomlPath, tomlLines } from './tomlLines.ts';

/** Adds and removes children of a TOML table, of dotted keys or of an array of tables, by lines and sections. */
export function changeToml(draft: EditDraft, collection: Collection, change: ChildChanges): void {
  const steps = pathTo(draft.tree, collection) ?? [];
  const isInBraces = steps.some(({ place }) => place.kind !== 'root' && place.parent.style === 'flow');
  // Dotted keys within an inline table share its commas.
  if (isInBraces) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const lines = tomlLines(draft.text);
  const path = pathOfSteps(steps);
  const gone = new Set<TomlLine>();
  for (const index of change.removed) {
    const child = [...path, stepOf(collection, index)];
    for (const line of lines) if (startsWith(line.path, child)) gone.add(line);
  }
  const runs = runsOf(draft.text, lines, gone).map((run) => wholeLines(draft.text, run, run.start === 0));
  for (const { start, end } of runs) putText(draft, start, end, '');
  const kept = lines.filter((line) => !gone.has(line));
  if (change.inserted.size === 0 && gone.size > 0 && path.length > 0)
    keepEmpty(draft, collection, path, lines, kept);
  const made: EditDraft = { ...draft, edits: [] };
  for (const [gap, pieces] of change.inserted) {
    for (const piece of pieces) insertToml(made, collection, path, lines, gap, piece);
  }
  for (const edit of made.edits) putBeside(draft, edit, runs);
}

/** Puts a new line in its place: if the neighbour is removed, possibly with blank lines, where that was. */
function putBeside(draft: EditDraft, { span, text }: TextEdit, removed: readonly Span[]): void {
  const run = removed.find(({ start, end }) => start < span.start && span.start < end);
  const at = run?.start ?? span.start;
  const isBehindLine = run !== undefined && at > lineStartOf(draft.text, at);
  putText(draft, at, at, isBehindLine ? draft.style.lineBreak() + text.replace(/\r?\n$/, '') : text);
}

/** Merges removed lines that have only blank lines between them. */
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

/** Declares a table that existed only through its children before they are removed. */
function keepEmpty(
  draft: EditDraft,
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
  if (first.kind === 'header')
    putText(draft, first.from, first.from, `[${printPath(draft, path)}]${lineBreak}`);
  else if (named)
    putText(draft, first.from, first.from, `${draft.text.slice(first.start, named.end)} = {}${lineBreak}`);
}

/** Renames a key in every header and line that has it. */
export function renameToml(draft: EditDraft, entry: Entry, key: string): void {
  const pen = penFor('toml', draft.style, undefined);
  const written = printKey(key, pen, false);
  const steps = pathTo(draft.tree, entry.value) ?? [];
  if (steps.some(({ place }) => place.kind !== 'root' && place.parent.style === 'flow')) {
    putText(draft, entry.key.start, entry.key.end, written);
    return;
  }
  const path = pathOfSteps(steps);
  for (const line of tomlLines(draft.text)) {
    if (!startsWith(line.path, path)) continue;
    const named = line.path.slice(path.length).filter((step) => typeof step === 'string').length;
    const at = line.keys[line.keys.length - 1 - named];
    if (at) putText(draft, at.start, at.end, written);
  }
}

/** Replaces a table or an array of tables: below its header, or in other lines than before. */
export function replaceToml(draft: EditDraft, node: Node, value: Data): void {
  const { text, style } = draft;
  const steps = pathTo(draft.tree, node) ?? [];
  const place = steps.at(-1)?.place;
  if (!place || place.kind === 'root') {
    refuse(draft, UNFORESEEN);
    return;
  }
  const path = pathOfSteps(steps);
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
    putText(
      draft,
      header.end + besideOf(text, header).length,
      last.end + besideOf(text, last).length,
      written,
    );
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
  const inserted = new Map<number, Child[]>([[place.index, [{ kind: 'data', key, value }]]]);
  changeToml(draft, place.parent, { removed: new Set([place.index]), inserted });
}
