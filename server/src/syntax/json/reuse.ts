import { differenceOf, ownCopy, type TextDifference } from '../difference.ts';
import { reconciled } from '../reconcile.ts';
import { move, moveKeptEntry, moveNode } from '../shift.ts';
import type { Entry, Mapping, Node, SyntaxTree } from '../tree.ts';

/** The result of parsing, without the text. */
export type ParseResult = Pick<SyntaxTree, 'root' | 'problems'>;

/** A version of a document from which the next one is derived. That uses it up: its nodes then belong to the next one. */
export interface ParsedVersion extends ParseResult {
  readonly text: string;
}

/**
 * The depth of an entry of a section, such as a resource: small enough to parse again, large enough to contain most
 * edits. For a change between two resources, the section is parsed again, and the nodes of its entries stay the same.
 */
const DEPTH = 2;

/**
 * Derives the tree of a text from an earlier one: only the object that encloses the whole change is parsed again, or of a
 * large object the part between the two entries around the change; nodes before it are reused, nodes after it too, moved to
 * their new offsets. Undefined if no entry's object encloses the change, or if the object now ends elsewhere, for example
 * after an unclosed bracket.
 *
 * This is exact: the parser has read the same characters before the object, leaves the object at its closing brace, and
 * then finds the same characters again. An object that is closed only by the end of the text proves none of this and is
 * not used.
 */
export function reuseJson(
  text: string,
  previous: ParsedVersion,
  read: (text: string, depth: number) => ParseResult,
): ParseResult | undefined {
  if (previous.text === text) return previous;
  const { root } = previous;
  if (root?.kind !== 'mapping') return undefined;
  const change = differenceOf(previous.text, text);
  const path = enclosing(root, change, previous.text.length);
  const by = change.endAfter - change.endBefore;
  const section = (path.at(-1)?.value ?? root) as Mapping;
  const between = path.length < DEPTH && previous.problems.length === 0;
  const joined = between
    ? reuseBetween(text, section, change, (source) => read(source, path.length))
    : undefined;
  if (joined) return { root: withValue(root, path, joined, by), problems: [] };
  const old = path.at(-1)?.value;
  if (!old) return undefined;
  const { start } = old;
  const source = ownCopy(text.slice(start, old.end + by));
  const { root: alone, problems } = read(source, path.length);
  const isWhole = alone?.end === source.length && problems.every((problem) => problem.start < source.length);
  if (!isWhole) return undefined;
  const before = previous.problems.filter((problem) => problem.start < start);
  const behind = previous.problems.filter((problem) => problem.start >= old.end);
  moveNode(alone, start);
  for (const problem of problems) move(problem, start);
  for (const problem of behind) move(problem, by);
  const value = reconciled(old, alone);
  return { root: withValue(root, path, value, by), problems: [...before, ...problems, ...behind] };
}

/**
 * An object of a text without problems, of which only the part between the two entries around a change is parsed again, with
 * an empty entry in place of each. Undefined if that part has a problem.
 */
function reuseBetween(
  text: string,
  old: Mapping,
  change: TextDifference,
  read: (source: string) => ParseResult,
): Mapping | undefined {
  const by = change.endAfter - change.endBefore;
  const first = old.entries.findLastIndex(({ end }) => end <= change.start);
  const found = old.entries.findIndex(({ start }) => start >= change.endBefore);
  const next = found < 0 ? old.entries.length : found;
  const [before, after] = [old.entries[first], old.entries[next]];
  const from = before?.end ?? old.start + 1;
  const to = (after?.start ?? old.end - 1) + by;
  if (change.start < from || change.endAfter > to) return undefined;
  const [head, tail] = [before ? '{"":{}' : '{', after ? '"":{}}' : '}'];
  const { root: alone, problems } = read(head + ownCopy(text.slice(from, to)) + tail);
  // An open bracket, string or comment would be a problem, and so would letters that follow a number.
  if (problems.length > 0 || alone?.kind !== 'mapping') return undefined;
  moveNode(alone, from - head.length);
  const fresh = { ...alone, entries: alone.entries.slice(before ? 1 : 0, after ? -1 : undefined) };
  const own = reconciled({ ...old, entries: old.entries.slice(first + 1, next) }, fresh) as Mapping;
  const later = old.entries.slice(next);
  if (by !== 0) for (const entry of later) moveKeptEntry(entry, by);
  const entries = [...old.entries.slice(0, first + 1), ...own.entries, ...later];
  return { kind: 'mapping', start: old.start, end: old.end + by, entries, style: old.style };
}

/**
 * The entries from the root to the innermost object, at most `DEPTH`, that has the change strictly between its braces.
 */
function enclosing(root: Mapping, { start, endBefore }: TextDifference, length: number): readonly Entry[] {
  const path: Entry[] = [];
  let mapping = root;
  while (path.length < DEPTH) {
    const entry = entryAround(mapping.entries, start);
    const value = entry?.value;
    if (!entry || value?.kind !== 'mapping' || start <= value.start || endBefore >= value.end) break;
    if (value.end === length) break;
    path.push(entry);
    mapping = value;
  }
  return path;
}

/** The last entry that begins before an offset. */
function entryAround(entries: readonly Entry[], offset: number): Entry | undefined {
  return entries.findLast(({ start }) => start < offset);
}

/** The mapping with the value at the end of a path replaced and everything after it moved. */
function withValue(mapping: Mapping, [step, ...rest]: readonly Entry[], value: Node, by: number): Mapping {
  if (!step) return value as Mapping;
  const entries = mapping.entries.map((entry) => {
    if (entry === step) {
      const own = rest.length === 0 ? value : withValue(entry.value as Mapping, rest, value, by);
      return { start: entry.start, end: entry.end + by, key: entry.key, value: own };
    }
    if (by !== 0 && entry.start > step!.start) moveKeptEntry(entry, by);
    return entry;
  });
  return { kind: 'mapping', start: mapping.start, end: mapping.end + by, entries, style: mapping.style };
}
