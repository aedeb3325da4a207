import type { Entry, SyntaxProblem, SyntaxTree } from './tree.ts';
import { shiftEntry, shiftProblem } from './yamlShift.ts';

/** Lines of a document that were read by themselves, and what they say. Offsets are those of the document. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly entries: readonly Entry[];
  readonly problems: readonly SyntaxProblem[];
}

interface Memory {
  readonly text: string;
  readonly pieces: ReadonlyMap<number, Piece>;
}

const memories = new WeakMap<SyntaxTree, Memory>();

/** Keeps what a tree was made of for the next version of its document. */
export function rememberPieces(tree: SyntaxTree, text: string, pieces: readonly Piece[]): void {
  memories.set(tree, { text, pieces: new Map(pieces.map((piece) => [piece.start, piece])) });
}

/**
 * The pieces of an earlier tree that stand in a text unchanged: before the first difference the very same objects,
 * behind the last one copies at their new offsets.
 */
export function piecesFrom(
  previous: SyntaxTree | undefined,
  text: string,
): (start: number, end: number) => Piece | undefined {
  const memory = previous && memories.get(previous);
  if (!memory) return () => undefined;
  const { pieces } = memory;
  const same = commonStart(memory.text, text);
  const by = text.length - memory.text.length;
  const tail = text.length - commonEnd(memory.text, text, Math.min(memory.text.length, text.length) - same);
  return (start, end) => {
    const shift = end <= same ? 0 : start >= tail ? by : undefined;
    const piece = shift === undefined ? undefined : pieces.get(start - shift);
    if (!piece || shift === undefined || piece.end !== end - shift) return undefined;
    if (shift === 0) return piece;
    const entries = piece.entries.map((entry) => shiftEntry(entry, shift));
    return { start, end, entries, problems: piece.problems.map((problem) => shiftProblem(problem, shift)) };
  };
}

/** Strings are compared by the block first, which is many times faster than by the character. */
const BLOCK = 4096;

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + BLOCK <= most && a.slice(at, at + BLOCK) === b.slice(at, at + BLOCK)) at += BLOCK;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many characters at the end are the same, at most `most`. */
function commonEnd(a: string, b: string, most: number): number {
  const back = (text: string, from: number, to: number) => text.slice(text.length - to, text.length - from);
  let at = 0;
  while (at + BLOCK <= most && back(a, at, at + BLOCK) === back(b, at, at + BLOCK)) at += BLOCK;
  while (at < most && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at++;
  return at;
}
