import { differenceOf } from './difference.ts';
import { shiftEntry, shiftProblem } from './shift.ts';
import type { Entry, SyntaxProblem, SyntaxTree } from './tree.ts';

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
  const { start: same, endAfter: tail } = differenceOf(memory.text, text);
  const by = text.length - memory.text.length;
  return (start, end) => {
    const shift = end <= same ? 0 : start >= tail ? by : undefined;
    const piece = shift === undefined ? undefined : pieces.get(start - shift);
    if (!piece || shift === undefined || piece.end !== end - shift) return undefined;
    if (shift === 0) return piece;
    const entries = piece.entries.map((entry) => shiftEntry(entry, shift));
    return { start, end, entries, problems: piece.problems.map((problem) => shiftProblem(problem, shift)) };
  };
}
