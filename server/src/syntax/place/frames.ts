import type { Span } from '../span.ts';

/** A mapping or list that is open at a place of the text, with the entry or item that was begun last. */
export interface Frame {
  readonly kind: 'mapping' | 'list';
  readonly isFlow: boolean;
  /** Of its keys or dashes in block style; that of the line's block in flow style. */
  readonly column: number;
  /** The key whose colon was read last. */
  key: string | undefined;
  /** The number of the item, from 0. */
  index: number;
  /** Tags in front of the value. */
  tags: string[];
  /** The scalar that was read last in this entry or item; a key until its colon comes. */
  scalar: string | undefined;
  /** The entry or item has a value. */
  hasValue: boolean;
  /** The scalars of earlier items. */
  readonly items: string[];
}

/** A scalar or tag that begins before the cursor and has not ended there. */
export interface OpenToken {
  readonly start: number;
  readonly quote: '' | '"' | "'";
  readonly isTag: boolean;
}

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

export function beginKey(frame: Frame, key: string): void {
  frame.key = key;
  frame.tags = [];
  frame.scalar = undefined;
  frame.hasValue = false;
}

/** The next entry of a mapping, or item of a list. */
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

/** Keys, indexes and tags from the root to the value that is being read. */
export function pathOfFrames(frames: readonly Frame[]): (string | number)[] {
  return frames.flatMap((frame) => {
    if (frame.kind === 'list') return [frame.index, ...frame.tags];
    return frame.key === undefined ? [] : [frame.key, ...frame.tags];
  });
}

/** The rest of a quoted scalar that is begun at `start`: without a closing quote of its own, the rest of the word. */
export function quotedSpan(text: string, { start, quote }: OpenToken, offset: number): Span {
  const rest = text.slice(offset, offset + LONGEST);
  const end = rest.search(quote === '"' ? /["[\]{},\n\r]/ : /['[\]{},\n\r]/);
  if (end >= 0 && rest[end] === quote) return { start, end: offset + end + 1 };
  return { start, end: offset + wordLength(rest) };
}

export function wordLength(rest: string): number {
  return /^[\w:./-]*/.exec(rest)![0].length;
}

/** Where a comment begins in a line of plain text; -1 without one. */
export function commentAt(line: string): number {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
    if (at === 0 || line[at - 1] === ' ' || line[at - 1] === '\t') return at;
  }
  return -1;
}

/** Longer scalars are not looked through for their end. */
export const LONGEST = 500;
