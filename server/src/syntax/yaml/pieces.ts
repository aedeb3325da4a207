import { differenceOf } from '../difference.ts';
import { MAX_EXPANSION } from '../limits.ts';
import { shiftAnchored, shiftEntry, shiftProblem } from '../shift.ts';
import type { Entry, SyntaxProblem, SyntaxTree } from '../tree.ts';
import type { Anchors } from './library.ts';

/** Lines of a document that were read by themselves, and what they say. Offsets are those of the document. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly entries: readonly Entry[];
  readonly problems: readonly SyntaxProblem[];
  readonly anchors: Anchors;
  /** Ends within quotes or brackets. */
  readonly isOpen: boolean;
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

/** A tree that was read in one go has no pieces; those before it serve the next version. */
export function inheritPieces(tree: SyntaxTree, previous: SyntaxTree | undefined): void {
  const memory = previous && memories.get(previous);
  if (memory) memories.set(tree, memory);
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
    return movedPiece(piece, shift);
  };
}

export function movedPiece({ start, end, entries, problems, anchors, isOpen }: Piece, by: number): Piece {
  return {
    start: start + by,
    end: end + by,
    entries:
      anchors.given.size > 0 ? shiftAnchored(entries, by) : entries.map((entry) => shiftEntry(entry, by)),
    problems: problems.map((problem) => shiftProblem(problem, by)),
    anchors,
    isOpen,
  };
}

/** True where the pieces can only be read together: an alias in one names an anchor in another, or all are a bomb. */
export function areTied(pieces: readonly Piece[]): boolean {
  const expansion = pieces.reduce((sum, { anchors }) => sum + anchors.expansion, 0);
  if (expansion > MAX_EXPANSION) return true;
  return pieces.some(({ anchors: { missing } }, i) =>
    [...missing].some((name) => pieces.some(({ anchors }, other) => other !== i && anchors.given.has(name))),
  );
}
