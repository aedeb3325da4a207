import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { MAX_DEPTH, tooDeep } from '../limits.ts';
import {
  type Entry,
  type Mapping,
  missingValue,
  type Node,
  type Scalar,
  type Sequence,
  type SyntaxProblem,
  type SyntaxTree,
} from '../tree.ts';
import { type ParsedVersion, type ParseResult, reuseJson } from './reuse.ts';

type Open =
  | { node: { -readonly [K in keyof Mapping]: Mapping[K] } & { entries: Entry[] }; key: Scalar | undefined }
  | { node: { -readonly [K in keyof Sequence]: Sequence[K] } & { items: Node[] } };

/**
 * Reads JSON and accepts comments and trailing commas, each reported as a problem of its own kind: whether they matter
 * depends on the reader of the file. Broken text gives the readable part and `broken` problems.
 *
 * `readable` is the text without a byte order mark, of equal length. `previous` saves work and never changes the
 * result.
 */
export function parseJson(text: string, readable: string, previous?: SyntaxTree): SyntaxTree {
  const known = (previous && versions.get(previous)) ?? { latest: undefined, sound: undefined };
  const reused =
    (known.latest && reuseJson(text, known.latest, readWhole)) ??
    (known.sound && reuseJson(text, known.sound, readWhole));
  const tree: SyntaxTree = { format: 'json', text, ...(reused ?? readWhole(readable, 0)) };
  // An unclosed bracket encloses the rest of the text. Once it is closed, most of the tree before it can be reused.
  const isLost = !reused && tree.problems.length > 0;
  known.sound = isLost ? (known.sound ?? known.latest) : undefined;
  known.latest = tree;
  versions.set(tree, known);
  return tree;
}

/**
 * The newest version of a document and, if that was parsed as a whole and is broken, the last version that was not
 * broken.
 */
interface Versions {
  latest: ParsedVersion | undefined;
  sound: ParsedVersion | undefined;
}

/** Shared by the trees of all versions of a document. */
const versions = new WeakMap<SyntaxTree, Versions>();

/** Parses a text that begins within `depth` open brackets. */
function readWhole(text: string, depth: number): ParseResult {
  const problems: SyntaxProblem[] = [];
  const open: Open[] = [];
  let root: Node | undefined;
  /** The offset of the last comma while nothing has followed it. */
  let comma: number | undefined;
  /** The offset of the bracket that exceeded the maximum depth. */
  let deepAt: number | undefined;

  const finishKey = (parent: Open, value: Node): void => {
    if (!('key' in parent) || !parent.key) return;
    parent.node.entries.push({ start: parent.key.start, end: value.end, key: parent.key, value });
    parent.key = undefined;
  };
  const place = (node: Node): void => {
    const parent = open.at(-1);
    comma = undefined;
    if (!parent) root ??= node;
    else if ('key' in parent) finishKey(parent, node);
    else parent.node.items.push(node);
  };
  const enter = (node: Open): void => {
    if (depth + open.length >= MAX_DEPTH) {
      deepAt = node.node.start;
      throw new RangeError('too deep'); // the parser recurses
    }
    comma = undefined;
    open.push(node);
  };
  const close = (offset: number, length: number): void => {
    const closed = open.pop();
    if (!closed) return;
    if (comma !== undefined) {
      problems.push({
        kind: 'trailing-comma',
        start: comma,
        end: comma + 1,
        message: 'Trailing comma before the closing bracket.',
      });
    }
    if ('key' in closed && closed.key) finishKey(closed, missingValue(closed.key.end));
    // The scanner counts one character too many for an unclosed comment.
    closed.node.end = Math.min(offset + length, text.length);
    place(closed.node);
  };

  try {
    visit(
      text,
      {
        onObjectBegin(offset) {
          const node = {
            kind: 'mapping' as const,
            start: offset,
            end: text.length,
            entries: [],
            style: 'flow' as const,
          };
          enter({ node, key: undefined });
        },
        onArrayBegin(offset) {
          const node = {
            kind: 'sequence' as const,
            start: offset,
            end: text.length,
            items: [],
            style: 'flow' as const,
          };
          enter({ node });
        },
        onObjectProperty(name, offset, length) {
          const parent = open.at(-1);
          comma = undefined;
          if (!parent || !('key' in parent)) return;
          if (parent.key) finishKey(parent, missingValue(parent.key.end));
          parent.key = {
            kind: 'scalar',
            start: offset,
            end: offset + length,
            value: name,
            text: name,
            style: 'double',
          };
        },
        onLiteralValue(value, offset, length) {
          const source = text.slice(offset, offset + length);
          const isString = typeof value === 'string';
          place({
            kind: 'scalar',
            start: offset,
            end: offset + length,
            value,
            text: isString ? value : source,
            style: isString ? 'double' : 'plain',
          });
        },
        onObjectEnd: close,
        onArrayEnd: close,
        onSeparator(character, offset) {
          if (character === ',') comma = offset;
        },
        onComment(offset, length) {
          problems.push({
            kind: 'comment',
            start: offset,
            end: Math.min(offset + length, text.length),
            message: 'Strict JSON does not allow comments.',
          });
        },
        onError(error, offset, length) {
          const source = text.slice(offset, offset + length);
          problems.push({
            kind: 'broken',
            start: offset,
            end: Math.min(offset + length, text.length),
            message: wrongEnd(open.at(-1), source) ?? jsonProblem(error, source),
          });
        },
      },
      { allowTrailingComma: true, disallowComments: false, allowEmptyContent: true },
    );
  } catch (error) {
    if (deepAt === undefined) throw error;
    return { root: undefined, problems: [tooDeep(deepAt)] };
  }
  while (open.length > 0) close(text.length, 0);
  return { root, problems };
}

const SENTENCES: Partial<Record<ReturnType<typeof printParseErrorCode>, string>> = {
  PropertyNameExpected: 'A key in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is missing between the key and its value.',
  CommaExpected: 'A comma is missing before this.',
  CloseBraceExpected: 'The closing brace } is missing.',
  CloseBracketExpected: 'The closing bracket ] is missing.',
  EndOfFileExpected: 'The document ends before this; nothing can follow it.',
  UnexpectedEndOfString: 'The string is not closed on this line.',
  UnexpectedEndOfComment: 'The comment is not closed.',
  InvalidNumberFormat: 'This is not a JSON number.',
  InvalidUnicode: 'This is not a Unicode escape of four hexadecimal digits.',
  InvalidEscapeCharacter: 'This is not a JSON escape sequence.',
  InvalidCharacter: 'This control character must be escaped in a string.',
};

/** A problem if a collection ends with the bracket of the other kind. */
function wrongEnd(inner: Open | undefined, source: string): string | undefined {
  if (!inner) return undefined;
  if (source === '}' && !('key' in inner)) return 'The closing bracket ] is missing before this.';
  return source === ']' && 'key' in inner ? 'The closing brace } is missing before this.' : undefined;
}

function jsonProblem(code: ParseErrorCode, source: string): string {
  return SENTENCES[printParseErrorCode(code)] ?? `${source || 'This'} is not allowed here in JSON.`;
}
