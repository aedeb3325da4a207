import type { Span } from '../span.ts';

/** A mapping or list that is open at a place in the text, with its last entry or item. */
export interface Frame {
  readonly kind: 'mapping' | 'list';
  readonly isFlow: boolean;
  /** Block style: the column of its keys or dashes. Flow style: that of the line's block. */
  readonly column: number;
  /** The last key whose colon was read. */
  key: string | undefined;
  /** The 0-based index of the item. */
  index: number;
  /** The tags before the value. */
  tags: string[];
  /** The last scalar in this entry or item; it is a key until its colon follows. */
  scalar: string | undefined;
  /** True if the entry or item has a value. */
  hasValue: boolean;
  /** The scalars of earlier items. */
  readonly items: string[];
}

/** A scalar or tag that starts before the cursor and has not ended there. */
export interface OpenToken {
  readonly start: number;
  readonly quote: '' | '"' | "'";
  readonly isTag: boolean;
}

/** A frame in which nothing has been read yet. */
export function frameOf(kind: Frame['kind'], column: number, isFlow: boolean): Frame {
  return {
    kind,
    isFlow,
    column,
    key: undefined,
    index: 0,
    tags: [],
    scalar: undefined,
    hasValue: false,
    items: [],
  };
}

/** Starts an entry with this key. */
export function beginKey(frame: Frame, key: string): void {
  frame.key = key;
  frame.tags = [];
  frame.scalar = undefined;
  frame.hasValue = false;
}

/** Starts the next entry of a mapping, or item of a list. */
export function beginNext(frame: Frame): void {
  if (frame.kind === 'list') {
    frame.items.push(frame.scalar ?? '');
    frame.index++;
  }
  frame.key = undefined;
  frame.tags = [];
  frame.scalar = undefined;
  frame.hasValue = false;
}

/** The keys, indexes and tags from the root to the current value. */
export function pathOfFrames(frames: readonly Frame[]): (string | number)[] {
  return frames.flatMap((frame) => {
    if (frame.kind === 'list') return [frame.index, ...frame.tags];
    return frame.key === undefined ? [] : [frame.key, ...frame.tags];
  });
}

/**
 * The span after `start` of a quoted scalar whose opening quote is there; if its closing quote is missing, the rest of
 * the word.
 */
export function quotedSpan(text: string, { start, quote }: OpenToken, offset: number): Span {
  const rest = text.slice(offset, offset + LONGEST);
  const end = rest.search(quote === '"' ? /["[\]{},\n\r]/ : /['[\]{},\n\r]/);
  if (end >= 0 && rest[end] === quote) return { start, end: offset + end + 1 };
  return { start, end: offset + wordLength(rest) };
}

/** How many characters at the start of a text can be part of one word. */
export function wordLength(rest: string): number {
  return /^[\w:./-]*/.exec(rest)![0].length;
}

/** The offset at which a comment starts on a line of plain text; -1 if there is none. */
export function commentAt(line: string): number {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
    if (at === 0 || line[at - 1] === ' ' || line[at - 1] === '\t') return at;
  }
  return -1;
}

/** The end of longer scalars is not searched for. */
export const LONGEST = 500;
