import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  Schema,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
  type Scalar as YamlScalar,
} from 'yaml';
import { MAX_DEPTH, MAX_EXPANSION, nestsTooDeep, tooDeep } from '../limits.ts';
import type { Span } from '../span.ts';
import { type Alias, type Entry, missingValue, type Node, type Scalar, type SyntaxProblem } from '../tree.ts';
import { freeLexer } from './lexer.ts';
import { mistakeSentence, NO_ANCHOR, NO_MISTAKE, OPEN, type YamlMistake } from './mistakes.ts';
import { plainValue } from './plain.ts';

/** The result of parsing a text, with offsets from its start. */
export interface Parsed {
  readonly root: Node | undefined;
  readonly problems: readonly SyntaxProblem[];
  readonly anchors: Anchors;
  /** True if the text ends inside of quotes or brackets, which the following text may close. */
  readonly isOpen: boolean;
}

/** The anchors and aliases that connect a text to texts that are parsed separately. */
export interface Anchors {
  /** The names of its anchors. */
  readonly given: ReadonlySet<string>;
  /** The names of its aliases that have no anchor before them. */
  readonly missing: ReadonlySet<string>;
  /** The number of nodes that its aliases expand to. */
  readonly expansion: number;
}

export const NO_ANCHORS: Anchors = { given: new Set(), missing: new Set(), expansion: 0 };

/** Parses any YAML 1.1 text as a whole; problems are described in our own words. */
export function readWithLibrary(text: string): Parsed {
  const limit = nestsTooDeep(text, 'yaml');
  if (limit) return { root: undefined, problems: [limit], anchors: NO_ANCHORS, isOpen: false };
  try {
    const parsed = convert(text, freeLexer());
    // If a bracket is never closed, the indentation shows where it was meant to end.
    return parsed.isOpen ? { ...convert(text, new Lexer()), isOpen: true } : parsed;
  } catch (error) {
    // The parser recurses; the limits exclude most texts that could exhaust the stack, but not deep indentation.
    if (error instanceof RangeError)
      return { root: undefined, problems: [tooDeep(0)], anchors: NO_ANCHORS, isOpen: false };
    throw error;
  }
}

/**
 * Created once: creating it costs more than parsing a small resource. All scalars stay text; `plainValue` types them.
 */
const schema = new Schema({ schema: 'failsafe', merge: false, resolveKnownTags: false });

/** As the library's `parseDocument` with another lexer: the first document with its problems, or an empty one. */
function compose(
  text: string,
  lexer: Lexer,
): { readonly document: Document; readonly mistakes: readonly YamlMistake[] } {
  const parser = new Parser();
  const composer = new Composer({ version: '1.1', schema, uniqueKeys: false });
  const documents: Document[] = [];
  const take = (document: Document) => documents.push(document);
  for (const lexeme of lexer.lex(text))
    for (const token of parser.next(lexeme)) for (const document of composer.next(token)) take(document);
  for (const token of parser.end()) for (const document of composer.next(token)) take(document);
  for (const document of composer.end(true, text.length)) take(document);
  const [document, second] = documents;
  const mistakes: YamlMistake[] = document!.errors.filter(({ message }) => !NO_MISTAKE.test(message));
  if (second?.range)
    mistakes.push({ pos: [second.range[0], second.range[1]], code: 'MULTIPLE_DOCS', message: '' });
  return { document: document!, mistakes };
}

/** A longer indentation is not searched. */
const LONGEST_INDENT = 200;

function convert(text: string, lexer: Lexer): Parsed {
  const { document, mistakes } = compose(text, lexer);
  const isOpen = mistakes.some(({ message }) => OPEN.test(message));
  const problems: SyntaxProblem[] = mistakes.map(({ pos: [from, to], code, message }) => {
    // The parser points at the start of a line, where people see nothing.
    const line =
      code === 'BAD_INDENT' ? /^( +)([^\s:]+)/.exec(text.slice(from, from + LONGEST_INDENT)) : null;
    const [blanks = '', word = ' '] = line?.slice(1) ?? [];
    const start = from + blanks.length;
    return {
      kind: 'broken',
      start: Math.min(start, text.length),
      end: Math.min(Math.max(to, start + word.length), text.length),
      message: mistakeSentence(code, message),
    };
  });
  /** Where a word without a colon precedes a key, which the parser reads as one key. */
  const wordsBefore = new Set(
    mistakes.filter(({ code }) => code === 'MULTILINE_IMPLICIT_KEY').map(({ pos }) => pos[0]),
  );
  const anchors = new Map<string, { node: Node; size: number }>();
  /** The anchors so far. An alias inside of its own anchor refers to nothing, but is not a mistake. */
  const declared = new Set<string>();
  const missing = new Set<string>();
  let expansion = 0;

  /**
   * Converts a node, and counts the nodes that it has once its aliases are expanded. A missing node gets an empty span
   * at or after `from`, where other text ends.
   */
  function toNode(source: YamlNode | null | undefined, from: number, depth: number): [Node, number] {
    if (depth > MAX_DEPTH) throw new RangeError('too deep');
    if (!source) return [missingValue(from), 1];
    const [start, valueEnd] = source.range ?? [from, from];
    if (isAlias(source)) return toAlias(source.source, { start, end: valueEnd });
    const properties = propertiesOf(text, from, start, source);
    if (properties.extra?.anchor !== undefined) declared.add(properties.extra.anchor);
    const read = { properties, from, start, valueEnd, depth: depth + 1 };
    let sized: [Node, number];
    if (isScalar(source)) sized = [scalarOf(source, properties, valueEnd, text), 1];
    else if (isMap(source)) sized = toMapping(source, read);
    else if (isSeq(source)) sized = toSequence(source, read);
    else return [missingValue(from), 1];
    const [node, size] = sized;
    if (node.anchor !== undefined) anchors.set(node.anchor, { node, size });
    return sized;
  }

  function toMapping(source: YAMLMap, { properties, from, start, valueEnd, depth }: Within): [Node, number] {
    const entries: Entry[] = [];
    let size = 1;
    for (const pair of source.items) {
      const [key] = toNode(pair.key as YamlNode | null, entries.at(-1)?.end ?? from, depth);
      const [value, valueSize] = toNode(pair.value as YamlNode | null, key.end, depth);
      size += valueSize;
      const name = keyScalar(key, text, wordsBefore.has(key.start));
      entries.push({ start: name.start, end: Math.max(key.end, value.end), key: name, value });
    }
    // The parser leaves the tag and anchor of the first key outside of the mapping.
    const first = Math.min(properties.start, entries[0]?.start ?? start);
    const extent = extentOf(source, valueEnd, entries.at(-1)?.end ?? start);
    return [{ kind: 'mapping', start: first, ...extent, entries, ...properties.extra }, size];
  }

  function toSequence(source: YAMLSeq, { properties, start, valueEnd, depth }: Within): [Node, number] {
    const items: Node[] = [];
    let size = 1;
    for (const item of source.items) {
      const [child, childSize] = toNode(item as YamlNode | null, items.at(-1)?.end ?? start, depth);
      size += childSize;
      items.push(child);
    }
    const extent = extentOf(source, valueEnd, items.at(-1)?.end ?? start);
    return [{ kind: 'sequence', start: properties.start, ...extent, items, ...properties.extra }, size];
  }

  function toAlias(name: string, at: Span): [Node, number] {
    const anchor = anchors.get(name);
    if (!anchor && !declared.has(name)) {
      missing.add(name);
      problems.push({ kind: 'broken', ...at, message: NO_ANCHOR });
    }
    const size = anchor?.size ?? 0;
    expansion += size;
    const alias: Alias = { kind: 'alias', ...at, name, target: anchor?.node };
    return [alias, 1 + size];
  }

  const root = document.contents ? toNode(document.contents as YamlNode, 0, 0)[0] : undefined;
  const own = { given: declared, missing, expansion };
  if (expansion > MAX_EXPANSION) {
    const message = 'The aliases of this file expand to too many values; VPC Lens skips it.';
    return {
      root: undefined,
      problems: [{ kind: 'limit', start: 0, end: 1, message }],
      anchors: own,
      isOpen,
    };
  }
  return { root, problems, anchors: own, isOpen };
}

/** What is known about a collection before its children are converted. */
interface Within {
  readonly properties: ReturnType<typeof propertiesOf>;
  /** The end of the text before it. */
  readonly from: number;
  readonly start: number;
  readonly valueEnd: number;
  /** The depth of its children. */
  readonly depth: number;
}

/** The parser leaves tag and anchor outside of a node's range; for an edit they belong to it. */
function propertiesOf(text: string, from: number, start: number, source: YamlNode) {
  const hasTag = 'tag' in source && source.tag !== undefined;
  const anchor = 'anchor' in source ? source.anchor : undefined;
  if (!hasTag && anchor === undefined) return { start, end: start, extra: undefined };
  const written = propertiesWithin(text, from, start);
  const slice = (span: Span) => text.slice(span.start, span.end);
  // A mapping's own tag and anchor precede those of its first key.
  const tags = written.filter((span) => text[span.start] === '!');
  const tag = hasTag ? tags.at(isScalar(source) ? -1 : 0) : undefined;
  const mark = anchor === undefined ? undefined : written.findLast((span) => slice(span) === `&${anchor}`);
  const own = [tag, mark].filter((span) => span !== undefined);
  return {
    start: Math.min(start, ...own.map((span) => span.start)),
    end: Math.max(...own.map((span) => span.end), 0) || start,
    extra: { ...(tag && { tag: slice(tag) }), ...(anchor !== undefined && { anchor }) },
  };
}

function scalarOf(
  source: YamlScalar,
  { start, end, extra }: ReturnType<typeof propertiesOf>,
  valueEnd: number,
  text: string,
): Scalar {
  const style = STYLES[source.type ?? 'PLAIN'] ?? 'plain';
  const content = contentOf(source, text, valueEnd);
  return {
    kind: 'scalar',
    start,
    end: content === '' && style === 'plain' ? end : valueEnd,
    value: isTyped(extra?.tag, style) ? plainValue(content) : content,
    text: content,
    style,
    ...extra,
  };
}

/** The end and the style of a collection. Without brackets it ends with its last child. */
function extentOf(source: { readonly flow?: boolean }, valueEnd: number, lastEnd: number) {
  return source.flow
    ? ({ end: valueEnd, style: 'flow' } as const)
    : ({ end: lastEnd, style: 'block' } as const);
}

const STYLES: Record<string, Scalar['style']> = {
  PLAIN: 'plain',
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** As in PyYAML, a block scalar at the end of a file without a final line break has no line break at its end. */
function contentOf({ value, type }: { value: unknown; type?: unknown }, text: string, end: number): string {
  const content = String(value ?? '');
  const isCut =
    (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') && end === text.length && !text.endsWith('\n');
  return isCut ? content.replace(/\n$/, '') : content;
}

/** With any other tag, such as `!Ref`, a scalar stays text. */
function isTyped(tag: string | undefined, style: Scalar['style']): boolean {
  return tag === undefined ? style === 'plain' : /^!!(?:int|float|bool|null)$/.test(tag);
}

/**
 * A key that is a mapping, a list or an alias cannot be a name; its source text is used instead. Behind a word without a colon
 * the key is what is on its last line.
 */
function keyScalar(key: Node, text: string, isBehindWord: boolean): Scalar {
  const isJoined = isBehindWord && key.kind === 'scalar' && key.style === 'plain' && key.tag === undefined;
  if (key.kind === 'scalar' && !isJoined) return key;
  const lastLine = isJoined ? text.lastIndexOf('\n', key.end) + 1 : key.start;
  const start = lastLine + text.slice(lastLine, key.end).search(/\S|$/);
  const source = text.slice(start, key.end);
  return { kind: 'scalar', start, end: key.end, value: source, text: source, style: 'plain' };
}

/** The tags and anchors in the text between two nodes, ignoring comments. */
function propertiesWithin(text: string, from: number, to: number): readonly Span[] {
  const spans: Span[] = [];
  for (let at = from; at < to; ) {
    const c = text[at]!;
    let end = at + 1;
    if (c === '#') while (end < to && text[end] !== '\n') end++;
    else if (c === '!' || c === '&') {
      while (end < to && !/\s/.test(text[end]!)) end++;
      spans.push({ start: at, end });
    }
    at = end;
  }
  return spans;
}
