import { differenceOf } from '../difference.ts';
import { MAX_EXPANSION } from '../limits.ts';
import { reconcileEntry } from '../reconcile.ts';
import { move, moveEntry, moveKeptEntry } from '../shift.ts';
import { type LineStarts, lineStartsAfter, lineStartsOf } from '../span.ts';
import type { Entry, SyntaxProblem, SyntaxTree } from '../tree.ts';
import type { Anchors } from './library.ts';

/**
 * Lines of a document that were parsed separately, and the result. Offsets are those of the document's newest version.
 */
export interface Piece {
  start: number;
  end: number;
  readonly entries: readonly Entry[];
  readonly problems: readonly SyntaxProblem[];
  readonly anchors: Anchors;
  /** True if it ends inside of quotes or brackets. */
  readonly isOpen: boolean;
}

/** The newest version of a document that was parsed in pieces; shared by the trees of all its versions. */
interface Newest {
  text: string;
  lines: LineStarts;
  pieces: ReadonlyMap<number, Piece>;
  /**
   * Entries that recently changed or disappeared, by key: an entry that is broken while someone types usually comes
   * back.
   */
  lost: ReadonlyMap<string, Entry>;
}

/** A keystroke breaks one or two entries. */
const MOST_LOST = 8;

const NO_LINES = lineStartsOf('');

const newest = new WeakMap<SyntaxTree, Newest>();

/** The pieces of an earlier version that also occur in a new text, moved to their offsets there. */
export interface KnownPieces {
  /** The line starts of the new text. */
  readonly lines: LineStarts;
  at(start: number, end: number): Piece | undefined;
  /** The text was parsed in pieces; the document now consists of these. */
  keep(tree: SyntaxTree, pieces: readonly Piece[]): void;
  /** The text was parsed as a whole; the pieces move back to their earlier offsets, for the version after this one. */
  putBack(tree: SyntaxTree): void;
}

/** `given` are the line starts of the text, where they are known. */
export function knownPieces(
  previous: SyntaxTree | undefined,
  text: string,
  given: LineStarts | undefined,
): KnownPieces {
  const known = (previous && newest.get(previous)) ?? {
    text: '',
    lines: NO_LINES,
    pieces: new Map(),
    lost: new Map(),
  };
  const lines = given ?? lineStartsAfter(known, text);
  const { start: same, endAfter: tail } = differenceOf(known.text, text);
  const by = text.length - known.text.length;
  const moved: Piece[] = [];
  return {
    lines,
    at(start, end) {
      const shift = end <= same ? 0 : start >= tail ? by : undefined;
      const piece = shift === undefined ? undefined : known.pieces.get(start - shift);
      if (!piece || shift === undefined || piece.end !== end - shift) return undefined;
      if (shift === 0) return piece;
      movePiece(piece, shift, moveKeptEntry);
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
      known.lines = lines;
      known.pieces = new Map(pieces.map((piece) => [piece.start, piece]));
      newest.set(tree, known);
    },
    putBack(tree) {
      for (const piece of moved) movePiece(piece, -by, moveKeptEntry);
      newest.set(tree, known);
    },
  };
}

function isUntied({ anchors }: Piece): boolean {
  return anchors.given.size === 0 && anchors.missing.size === 0;
}

/** Builds new entries from the nodes of old entries with the same keys; returns the old entries that are left. */
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

export function movePiece(piece: Piece, by: number, moveOne = moveEntry): void {
  move(piece, by);
  for (const entry of piece.entries) moveOne(entry, by);
  for (const problem of piece.problems) move(problem, by);
}

/**
 * True if the pieces can only be parsed together: an alias in one refers to an anchor in another, or together they are
 * an alias bomb.
 */
export function areTied(pieces: readonly Piece[]): boolean {
  const expansion = pieces.reduce((sum, { anchors }) => sum + anchors.expansion, 0);
  if (expansion > MAX_EXPANSION) return true;
  return pieces.some(({ anchors: { missing } }, i) =>
    [...missing].some((name) => pieces.some(({ anchors }, other) => other !== i && anchors.given.has(name))),
  );
}
