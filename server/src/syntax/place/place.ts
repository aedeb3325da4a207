import { lineStartOf } from '../lines.ts';
import type { Span } from '../span.ts';
import { entriesOf, type SyntaxTree, valueAt } from '../tree.ts';
import { readBlock } from './block.ts';
import { readFlow } from './flow.ts';
import {
  commentAt,
  type Frame,
  frameOf,
  LONGEST,
  type OpenToken,
  pathOfFrames,
  quotedSpan,
  wordLength,
} from './frames.ts';
import { keyAt } from './lineTokens.ts';
import { readTomlPlace } from './toml.ts';

/** What can be written at a place in a text, which may be broken there. */
export interface CursorContext {
  /** `either`: the start of an item, which may become a mapping. */
  readonly role: 'key' | 'value' | 'either';
  /**
   * Keys, indexes and YAML tags from the root. For a value the path includes its own; for a key it is the path of its
   * mapping.
   */
  readonly path: readonly (string | number)[];
  /** The scalar at the cursor, with its quotes. */
  readonly typed: Span;
  /** The part of it before the cursor, without the quote. */
  readonly prefix: string;
  readonly quote: '' | '"' | "'";
  readonly isFlow: boolean;
  /** True inside of a block scalar (`|`). */
  readonly isBlockText: boolean;
  /** True on an empty line where an item needs a dash. */
  readonly needsDash: boolean;
  /** True if there is no space yet between the colon or dash and the cursor. */
  readonly needsBlank: boolean;
  /** How many spaces are missing before the typed text. */
  readonly lacksBlanks: number;
  /** True if a colon, or TOML's `=`, follows the typed text. */
  readonly hasColon: boolean;
  /** If a comma is missing before the typed text: the offset after the value before it. */
  readonly lacksCommaAt: number | undefined;
  /** True if, in JSON, another entry or item follows the typed text without a comma. */
  readonly lacksCommaBehind: boolean;
  /** The scalars of the list's earlier items. */
  readonly earlier: readonly string[];
  /** Block style: the column of the line, or of the text after its dashes. */
  readonly column: number;
}

/** What new text needs before it: blanks, the dash of its item, or a space after the colon. */
export function leadOf({ lacksBlanks, needsDash, needsBlank }: CursorContext): string {
  return `${' '.repeat(lacksBlanks)}${needsDash ? '- ' : needsBlank ? ' ' : ''}`;
}

/** The place at an offset; undefined inside of comments and where nothing can be written. */
export function placeAt(tree: SyntaxTree, offset: number): CursorContext | undefined {
  if (!(offset >= 0 && offset <= tree.text.length)) return undefined;
  if (tree.format === 'toml') {
    const read = readTomlPlace(tree.text, offset);
    return read && placeOf(tree.text, offset, read.frames, read.open, read);
  }
  const isFlow = tree.format === 'json' || /^\uFEFF?\s*\{/.test(tree.text);
  return isFlow ? inFlowDocument(tree, offset) : inBlockDocument(tree.text, offset);
}

function inFlowDocument(tree: SyntaxTree, offset: number): CursorContext | undefined {
  const { frames, start } = flowStart(tree, offset);
  const read = readFlow(tree.text, start, offset, frames, { depth: 0, column: -1, format: tree.format });
  if (frames.length === 0) return undefined;
  const place = placeOf(tree.text, offset, frames, read.open, { at: 'value', column: 0 });
  if (!place || tree.format !== 'json') return place;
  const rest = tree.text.slice(place.typed.end, place.typed.end + LONGEST);
  return {
    ...place,
    lacksCommaAt: read.lacksCommaAt,
    lacksCommaBehind: !place.hasColon && /^\s*["{[\w-]/.test(rest),
  };
}

/**
 * Starts at the section's entry that contains the cursor, so that a request does not read a long document from its
 * start.
 */
function flowStart({ root, text }: SyntaxTree, offset: number): { frames: Frame[]; start: number } {
  const before = (entries: ReturnType<typeof entriesOf>) =>
    entries.findLast(({ key }) => key.start <= offset);
  const section = before(entriesOf(root));
  const entry = section && before(entriesOf(valueAt(root, section.key.text)));
  if (!section || !entry || text[entry.key.start] !== '"') return { frames: [], start: 0 };
  const outer = frameOf('mapping', -1, true);
  outer.key = section.key.text;
  return { frames: [outer, frameOf('mapping', -1, true)], start: entry.key.start };
}

function inBlockDocument(text: string, offset: number): CursorContext | undefined {
  const { frames, start } = blockStart(text, offset);
  const read = readBlock(text, start, offset, frames);
  return read && placeOf(text, offset, read.frames, read.open, read);
}

/** Starts at the section's entry that contains the cursor; the lines above only determine the section. */
function blockStart(text: string, offset: number): { frames: Frame[]; start: number } {
  const own = lineStartOf(text, offset);
  let limit = /^ */.exec(text.slice(own, own + LONGEST))![0].length;
  if (/^ *(?:\r?\n|$)/.test(text.slice(own, own + LONGEST))) limit = offset - own;
  // A list may be in the column of its key.
  if (/^ *-(?:\s|$)/.test(text.slice(own, own + LONGEST))) limit++;
  const above: { readonly start: number; readonly column: number }[] = [];
  for (let end = own - 1; end >= 0 && limit > 0; ) {
    const start = lineStartOf(text, end);
    let column = 0;
    while (text[start + column] === ' ') column++;
    const first = text[start + column]!;
    if (column < limit && !/[\s#\]}]/.test(first ?? '\n')) {
      above.push({ start, column });
      limit = first === '-' ? column + 1 : column;
    }
    end = start - 1;
  }
  const section = above.pop();
  const key = section && keyAt(text, section.start + section.column);
  if (!section || !key) return { frames: [], start: section?.start ?? own };
  const outer = frameOf('mapping', section.column, false);
  outer.key = key.name;
  return { frames: [outer], start: above.pop()?.start ?? own };
}

interface Line {
  readonly at: 'value' | 'line' | 'text' | 'next-item';
  readonly column: number;
}

function placeOf(
  text: string,
  offset: number,
  frames: readonly Frame[],
  open: OpenToken | undefined,
  { at, column }: Line,
): CursorContext | undefined {
  const top = frames.at(-1);
  const isFlow = top?.isFlow === true;
  // After a complete value nothing can be written before its comma.
  if (isFlow && !open && (top.scalar !== undefined || top.hasValue)) return undefined;
  const role = roleAt(top, at, open);
  const typed = at === 'text' ? { start: offset, end: offset } : typedAt(text, offset, open, role, isFlow);
  const isGluedToDash = !open && !isFlow && at === 'value' && text[offset - 1] === '-';
  const begin = typed.start + (open?.quote ? 1 : 0);
  return {
    role,
    path: pathOfFrames(frames),
    typed,
    prefix: text.slice(begin, Math.max(offset, begin)),
    quote: open?.quote ?? '',
    isFlow,
    isBlockText: at === 'text',
    needsDash: at === 'next-item',
    needsBlank: isGluedToDash || (!open && role === 'value' && text[offset - 1] === ':' && at !== 'text'),
    lacksBlanks: 0,
    hasColon: /^[ \t]*[:=]/.test(text.slice(typed.end, typed.end + LONGEST)),
    lacksCommaAt: undefined,
    lacksCommaBehind: false,
    earlier: top?.kind === 'list' ? top.items : [],
    column: isGluedToDash ? column + 1 : column,
  };
}

function roleAt(top: Frame | undefined, at: Line['at'], open: OpenToken | undefined): CursorContext['role'] {
  if (at === 'next-item' || at === 'text') return 'value';
  if (at === 'line') return open?.isTag ? 'value' : 'key';
  if (top?.isFlow) return top.kind === 'mapping' && top.key === undefined ? 'key' : 'value';
  return top?.kind === 'list' && top.tags.length === 0 && !open?.isTag ? 'either' : 'value';
}

function typedAt(
  text: string,
  offset: number,
  open: OpenToken | undefined,
  role: CursorContext['role'],
  isFlow: boolean,
): Span {
  const rest = text.slice(offset, offset + LONGEST);
  if (open?.quote) return quotedSpan(text, open, offset);
  const start = open?.start ?? offset;
  if (role === 'key') return { start, end: offset + wordLength(rest.replace(/:(?=\s|$).*/s, '')) };
  if (isFlow) return { start, end: offset + /^[^\s,[\]{}"']*/.exec(rest)![0].length };
  // The whole of a plain value, without a comment.
  const [line = ''] = rest.split(/[\r\n]/, 1);
  const comment = commentAt(line);
  return { start, end: offset + (comment < 0 ? line : line.slice(0, comment)).trimEnd().length };
}
