import { ownCopy } from '../difference.ts';
import type { LineStarts } from '../span.ts';
import type { Entry, Mapping, Node, SyntaxProblem, SyntaxTree } from '../tree.ts';
import { type Chunk, chunksOf } from './chunks.ts';
import { closedAt, FURTHEST } from './lexer.ts';
import { NO_ANCHORS, type Parsed, readWithLibrary } from './library.ts';
import { areTied, type KnownPieces, knownPieces, movePiece, type Piece } from './pieces.ts';
import { readSimple } from './simple.ts';

/** PyYAML's line breaks besides LF and CRLF. Replacing each by one character keeps every offset. */
const RARE_LINE_BREAK = /\r(?!\n)|[\u0085\u2028\u2029]/g;

function withCommonBreaks(text: string): string {
  return text.replace(RARE_LINE_BREAK, '\n');
}

/**
 * Parses YAML 1.1, the version that CloudFormation and PyYAML read, with any tag. Duplicate keys are both kept. A
 * document that is a plain block mapping is parsed entry by entry, and so are the entries of a section such as
 * `Resources`: a mistake in one resource leaves the others readable, and with `previous`, an earlier version of the
 * same document, only entries whose text has changed are parsed. If an alias in one entry refers to an anchor in
 * another, the document is parsed as a whole. `withoutMark` is the text without a byte order mark, of equal length. `lines` are the
 * line starts of `text`, where they are known.
 */
export function parseYaml(
  text: string,
  withoutMark: string,
  previous?: SyntaxTree,
  lines?: LineStarts,
): SyntaxTree {
  const readable = withCommonBreaks(withoutMark);
  const known = knownPieces(previous, readable, readable === text ? lines : undefined);
  const chunks = chunksOf(readable, known.lines);
  const made: Piece[] = [];
  const joined = chunks && joinChunks(readable, chunks, known, made);
  if (!joined || areTied(made)) {
    const whole: SyntaxTree = { format: 'yaml', text, ...parseWhole(readable) };
    known.putBack(whole);
    return whole;
  }
  const tree: SyntaxTree = { format: 'yaml', text, ...joined };
  known.keep(tree, made);
  return tree;
}

type Read = Pick<SyntaxTree, 'root' | 'problems'>;

/** Parses the document as a whole, which is always possible. */
export function parseWhole(text: string): Read {
  const { root, problems } = readWithLibrary(withCommonBreaks(text));
  return { root, problems };
}

/** Undefined if a chunk cannot be parsed separately. */
function joinChunks(
  text: string,
  chunks: readonly Chunk[],
  known: KnownPieces,
  made: Piece[],
): Read | undefined {
  const problems: SyntaxProblem[] = [];

  /** Adds the entries of consecutive chunks; false if one of them is not a mapping. */
  function read(from: readonly Chunk[], entries: Entry[]): boolean {
    for (let i = 0; i < from.length; i++) {
      const chunk = from[i]!;
      if (chunk.parts) {
        const section = readSection(chunk, chunk.parts);
        if (!section) return false;
        entries.push(section);
        continue;
      }
      const found = pieceFrom(from, i);
      if (!found) return false;
      const { piece, last } = found;
      i = last;
      made.push(piece);
      for (const entry of piece.entries) entries.push(entry);
      for (const problem of piece.problems) problems.push(problem);
    }
    return true;
  }

  /**
   * The piece that starts with chunk `index`, and the index of its last chunk: quotes or brackets may extend over
   * several.
   */
  function pieceFrom(
    from: readonly Chunk[],
    index: number,
  ): { readonly piece: Piece; readonly last: number } | undefined {
    const { start, end } = from[index]!;
    const piece = known.at(start, end) ?? readPiece(text, start, end);
    if (!piece?.isOpen) return piece && { piece, last: index };
    const last = lastOfOpen(text, from, index);
    if (last === undefined) return undefined;
    const closed = last > index ? readPiece(text, start, from[last]!.end) : undefined;
    return closed?.problems.length === 0 ? { piece: closed, last } : { piece, last: index };
  }

  function readSection(chunk: Chunk, parts: readonly Chunk[]): Entry | undefined {
    const inner: Entry[] = [];
    const header = readPiece(text, chunk.start, chunk.headerEnd);
    const key = header?.problems.length === 0 ? header.entries[0]?.key : undefined;
    if (!key || !read(parts, inner)) return undefined;
    const value = mappingOf(inner);
    return value && { start: key.start, end: value.end, key, value };
  }

  const entries: Entry[] = [];
  const root = read(chunks, entries) ? mappingOf(entries) : undefined;
  return root && { root, problems };
}

/**
 * Lines inside of quotes or brackets may look like keys. The index of the last chunk that the open quote or bracket of
 * chunk `index` extends into; `index` itself if it is never closed; undefined if it is closed after all of these
 * chunks.
 */
function lastOfOpen(text: string, chunks: readonly Chunk[], index: number): number | undefined {
  const { start, end } = chunks[index]!;
  const close = closedAt(text.slice(start, end + FURTHEST), end - start);
  if (close === undefined) return index;
  const last = chunks.findIndex((chunk) => start + close <= chunk.end);
  return last < 0 ? undefined : last;
}

function mappingOf(entries: readonly Entry[]): Mapping | undefined {
  const first = entries[0];
  const last = entries.at(-1);
  return first && last && { kind: 'mapping', start: first.start, end: last.end, entries, style: 'block' };
}

/** Undefined if the lines are not a mapping. */
function readPiece(text: string, start: number, end: number): Piece | undefined {
  const source = ownCopy(text.slice(start, end));
  const simple = readSimple(source, 0, source.length);
  const { root, problems, anchors, isOpen }: Parsed = simple
    ? { root: simple, problems: [], anchors: NO_ANCHORS, isOpen: false }
    : readWithLibrary(source);
  // Lines that are too broken to be a mapping are dropped, and only these.
  if (!isMapping(root) && !problems.some(({ kind }) => kind === 'broken')) return undefined;
  const entries = isMapping(root) ? root.entries : [];
  const piece = { start: 0, end: source.length, entries, problems, anchors, isOpen };
  movePiece(piece, start);
  return piece;
}

function isMapping(node: Node | undefined): node is Mapping {
  return node?.kind === 'mapping';
}
