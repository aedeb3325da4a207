import { type Difference, differenceOf, ownCopy } from '../difference.ts';
import { move, moveEntry, moveNode } from '../shift.ts';
import type { Entry, Mapping, Node, SyntaxTree } from '../tree.ts';

/** What a text is made of, without the text. */
export type Read = Pick<SyntaxTree, 'root' | 'problems'>;

/** A version of a document that the next one is read by way of, and used up by that: its nodes are the next one's then. */
export interface Version extends Read {
  readonly text: string;
}

/** An entry of a section, as a resource is: small enough to read again, large enough to hold most edits. */
const DEPTH = 2;

/**
 * The tree of a text by way of an earlier one: only the object that encloses all that changed is read again, what
 * stands before it stays the same objects, what stands behind too, moved to its new place. Undefined where nothing small
 * encloses the change, or where the object now ends elsewhere, as behind a bracket that is opened and not closed.
 *
 * Nothing is guessed: before the object the parser has seen the same characters as before, it leaves the object at its
 * closing brace, and behind it finds the same characters again. An object that the end of the text closes proves none
 * of this and is not used.
 */
export function reuseJson(
  text: string,
  previous: Version,
  read: (text: string, depth: number) => Read,
): Read | undefined {
  if (previous.text === text) return previous;
  const { root } = previous;
  if (root?.kind !== 'mapping') return undefined;
  const change = differenceOf(previous.text, text);
  const path = enclosing(root, change, previous.text.length);
  const old = path.at(-1)?.value;
  if (!old) return undefined;
  const by = change.endAfter - change.endBefore;
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
  return { root: withValue(root, path, alone, by), problems: [...before, ...problems, ...behind] };
}

/** The entries down to the innermost object, at most `DEPTH`, with the change strictly between its braces. */
function enclosing(root: Mapping, { start, endBefore }: Difference, length: number): readonly Entry[] {
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
  return path.length === DEPTH ? path : [];
}

/** The last entry that begins before an offset. */
function entryAround(entries: readonly Entry[], offset: number): Entry | undefined {
  return entries.findLast(({ start }) => start < offset);
}

/** The mapping with the value at the end of a path replaced and everything behind it moved. */
function withValue(mapping: Mapping, [step, ...rest]: readonly Entry[], value: Node, by: number): Mapping {
  const entries = mapping.entries.map((entry) => {
    if (entry === step) {
      const own = rest.length === 0 ? value : withValue(entry.value as Mapping, rest, value, by);
      return { start: entry.start, end: entry.end + by, key: entry.key, value: own };
    }
    if (by !== 0 && entry.start > step!.start) moveEntry(entry, by);
    return entry;
  });
  return { kind: 'mapping', start: mapping.start, end: mapping.end + by, entries, style: mapping.style };
}
