import { ownCopy } from '../difference.ts';
import type { Entry, Mapping, Node, SyntaxProblem, SyntaxTree } from '../tree.ts';
import { type Chunk, chunksOf } from './chunks.ts';
import { NO_ANCHORS, type Parsed, readWithLibrary } from './library.ts';
import { areTied, inheritPieces, movedPiece, type Piece, piecesFrom, rememberPieces } from './pieces.ts';
import { readSimple } from './simple.ts';

/**
 * Reads YAML 1.1, the version that CloudFormation and PyYAML read, with any tag. Two equal keys are kept both.
 *
 * A document that is a plain block mapping is read entry by entry, and the entries of a section such as `Resources`
 * one by one too: a mistake in one resource leaves the others whole, and with `previous`, an earlier version of the
 * same document, only entries whose text is new are read. Where an alias of one entry names an anchor in another the
 * document is read in one go.
 * `readable` is the text without a byte order mark, of equal length.
 */
export function parseYaml(text: string, readable: string, previous?: SyntaxTree): SyntaxTree {
  const chunks = chunksOf(readable);
  const known = piecesFrom(previous, readable);
  const made: Piece[] = [];
  const joined = chunks && joinChunks(readable, chunks, known, made);
  if (!joined || areTied(made)) {
    const whole: SyntaxTree = { format: 'yaml', text, ...parseWhole(readable) };
    inheritPieces(whole, previous);
    return whole;
  }
  const tree: SyntaxTree = { format: 'yaml', text, ...joined };
  rememberPieces(tree, readable, made);
  return tree;
}

type Read = Pick<SyntaxTree, 'root' | 'problems'>;

/** In one go, as every document could be read. */
export function parseWhole(readable: string): Read {
  const { root, problems } = readWithLibrary(readable);
  return { root, problems };
}

/** Undefined where a chunk is nothing that can be read by itself. */
function joinChunks(
  text: string,
  chunks: readonly Chunk[],
  known: (start: number, end: number) => Piece | undefined,
  made: Piece[],
): Read | undefined {
  const problems: SyntaxProblem[] = [];

  /** The entries of consecutive chunks; false where one is no mapping. */
  function read(from: readonly Chunk[], entries: Entry[]): boolean {
    for (const chunk of from) {
      if (chunk.parts) {
        const section = readSection(chunk, chunk.parts);
        if (!section) return false;
        entries.push(section);
        continue;
      }
      const piece = known(chunk.start, chunk.end) ?? readPiece(text, chunk.start, chunk.end);
      if (!piece) return false;
      made.push(piece);
      for (const entry of piece.entries) entries.push(entry);
      for (const problem of piece.problems) problems.push(problem);
    }
    return true;
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

function mappingOf(entries: readonly Entry[]): Mapping | undefined {
  const first = entries[0];
  const last = entries.at(-1);
  return first && last && { kind: 'mapping', start: first.start, end: last.end, entries, style: 'block' };
}

/** Undefined where the lines are no mapping. */
function readPiece(text: string, start: number, end: number): Piece | undefined {
  const source = ownCopy(text.slice(start, end));
  const simple = readSimple(source, 0, source.length);
  const { root, problems, anchors }: Parsed = simple
    ? { root: simple, problems: [], anchors: NO_ANCHORS }
    : readWithLibrary(source);
  // Lines that are too broken to be a mapping are lost, and they alone.
  if (!isMapping(root) && !problems.some(({ kind }) => kind === 'broken')) return undefined;
  const entries = isMapping(root) ? root.entries : [];
  return movedPiece({ start: 0, end: source.length, entries, problems, anchors }, start);
}

function isMapping(node: Node | undefined): node is Mapping {
  return node?.kind === 'mapping';
}
