import { differenceOf } from '../difference.ts';
import { MAX_EXPANSION } from '../limits.ts';
import { reconcileEntry } from '../reconcile.ts';
import { move, moveEntry } from '../shift.ts';
import type { Entry, SyntaxProblem, SyntaxTree } from '../tree.ts';
import type { Anchors } from './library.ts';

/** Lines of a document that were read by themselves, and what they say. Offsets are those of the document's newest version. */
export interface Piece {
  start: number;
  end: number;
  readonly entries: readonly Entry[];
  readonly problems: readonly SyntaxProblem[];
  readonly anchors: Anchors;
  /** Ends within quotes or brackets. */
  readonly isOpen: boolean;
}

/** The newest version of a document that was read in pieces; the trees of all its versions have it in common. */
interface Newest {
  text: string;
  pieces: ReadonlyMap<number, Piece>;
  /** Entries that were read anew or lost lately, by their keys: one that is broken for a moment is soon back. */
  lost: ReadonlyMap<string, Entry>;
}

/** A keystroke breaks one or two entries. */
const MOST_LOST = 8;

const newest = new WeakMap<SyntaxTree, Newest>();

/** The pieces of an earlier version that a text has too, moved to where they stand in it. */
export interface KnownPieces {
  at(start: number, end: number): Piece | undefined;
  /** The text is read: the document is made of these pieces now. */
  keep(tree: SyntaxTree, pieces: readonly Piece[]): void;
  /** The text is read in one go: the pieces go back to where they stood, and serve the version after this. */
  putBack(tree: SyntaxTree): void;
}

export function knownPieces(previous: SyntaxTree | undefined, text: string): KnownPieces {
  const known = (previous && newest.get(previous)) ?? { text: '', pieces: new Map(), lost: new Map() };
  const { start: same, endAfter: tail } = differenceOf(known.text, text);
  const by = text.length - known.text.length;
  const moved: Piece[] = [];
  return {
    at(start, end) {
      const shift = end <= same ? 0 : start >= tail ? by : undefined;
      const piece = shift === undefined ? undefined : known.pieces.get(start - shift);
      if (!piece || shift === undefined || piece.end !== end - shift) return undefined;
      if (shift === 0) return piece;
      movePiece(piece, shift);
      moved.push(piece);
      return piece;
    },
    keep(tree, pieces) {
      const found = new Set(pieces);
      const gone = [...known.pieces.values()].filter((piece) => !found.has(piece) && isUntied(piece));
      const old = new Set(known.pieces.values());
      known.lost = reconcile(
        [...known.lost.values(), ...gone.flatMap(({ entries }) => entries)],
        pieces.filter((piece) => !old.has(piece) && isUntied(piece)).flatMap(({ entries }) => entries),
      );
      known.text = text;
      known.pieces = new Map(pieces.map((piece) => [piece.start, piece]));
      newest.set(tree, known);
    },
    putBack(tree) {
      for (const piece of moved) movePiece(piece, -by);
      newest.set(tree, known);
    },
  };
}

function isUntied({ anchors }: Piece): boolean {
  return anchors.given.size === 0 && anchors.missing.size === 0;
}

/** Makes new entries of the nodes of those that had their keys; tells which are left. */
function reconcile(before: readonly Entry[], fresh: readonly Entry[]): ReadonlyMap<string, Entry> {
  const lost = new Map(before.map((entry) => [entry.key.text, entry]));
  for (const entry of fresh) {
    const old = lost.get(entry.key.text);
    if (!old) continue;
    lost.delete(entry.key.text);
    reconcileEntry(old, entry);
  }
  return new Map([...lost].slice(-MOST_LOST));
}

export function movePiece(piece: Piece, by: number): void {
  move(piece, by);
  for (const entry of piece.entries) moveEntry(entry, by);
  for (const problem of piece.problems) move(problem, by);
}

/** True where the pieces can only be read together: an alias in one names an anchor in another, or all are a bomb. */
export function areTied(pieces: readonly Piece[]): boolean {
  const expansion = pieces.reduce((sum, { anchors }) => sum + anchors.expansion, 0);
  if (expansion > MAX_EXPANSION) return true;
  return pieces.some(({ anchors: { missing } }, i) =>
    [...missing].some((name) => pieces.some(({ anchors }, other) => other !== i && anchors.given.has(name))),
  );
}
