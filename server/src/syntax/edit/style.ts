import { columnOf, isFirstOnLine, lineBreakOf } from '../lines.ts';
import type { Span } from '../span.ts';
import type { Mapping, Node, Sequence, SyntaxTree } from '../tree.ts';
import { findNode } from './places.ts';

/** The style of a file that new text has to follow. Each property is computed on first use. */
export interface Style {
  readonly lineBreak: () => '\n' | '\r\n';
  /** Indentation of a nested mapping, in columns. */
  readonly unit: () => number;
  /** What a level of JSON is indented by: spaces, or a tab. */
  readonly step: () => string;
  /** Indentation of a YAML list below its key, in columns. */
  readonly listUnit: () => number;
  /** Write calls in YAML as `Fn::Sub:`, because the document uses that form and never `!Sub`. */
  readonly longCalls: () => boolean;
  /** The quotes of the document, for strings that need quotes. */
  readonly quote: () => 'double' | 'single';
  /**
   * Write multi-line strings in YAML as `|`. At the end of a file without a final line break, a string would lose its
   * own.
   */
  readonly literals: () => boolean;
  /** Write lists in YAML as `[a, b]`. */
  readonly flowLists: () => boolean;
  /** The spaces inside the braces and brackets of a collection on one line. */
  readonly bracePadding: () => string;
  readonly bracketPadding: () => string;
  /** The text after the colon and the comma of a collection on one line. */
  readonly colonSpace: () => string;
  readonly commaSpace: () => string;
  /** Write new mappings and lists in JSON with one child per line. */
  readonly tallMappings: () => boolean;
  readonly tallLists: () => boolean;
}

const styles = new WeakMap<SyntaxTree, Style>();

/** The style of a document, looked up once for each tree. */
export function styleOf(tree: SyntaxTree): Style {
  let style = styles.get(tree);
  if (!style) {
    style = lookedUp(tree);
    styles.set(tree, style);
  }
  return style;
}

function lookedUp(tree: SyntaxTree): Style {
  const { text, root, format } = tree;
  const unit = once(() => firstUnit(tree));
  const colonSpace = once(() => {
    const entry = format === 'json' && root?.kind === 'mapping' ? root.entries[0] : undefined;
    return entry && text[entry.value.start - 1] === ':' ? '' : ' ';
  });
  const tallMappings = once(() => {
    const known = styled(root, (node) => node.kind === 'mapping' && isFlow(node) && node.entries.length > 0);
    return known !== undefined && isTall(text, known);
  });
  return {
    lineBreak: once(() => lineBreakOf(text)),
    unit,
    step: once(() => (/\n\t/.test(text) ? '\t' : ' '.repeat(unit()))),
    listUnit: once(() => firstListUnit(tree) ?? unit()),
    longCalls: once(() => {
      const hasShort = styled(root, (node) => node.tag?.startsWith('!') ?? false) !== undefined;
      return !hasShort && styled(root, isLongCall) !== undefined;
    }),
    quote: once(() => {
      const quoted = styled(root, (node) => node.kind === 'scalar' && /^(double|single)$/.test(node.style));
      return quoted?.kind === 'scalar' && quoted.style === 'single' ? 'single' : 'double';
    }),
    literals: () => text.endsWith('\n'),
    flowLists: once(() => firstList(tree)?.style === 'flow'),
    bracePadding: once(() => paddingOf(tree, 'mapping') ?? (format === 'toml' ? ' ' : '')),
    bracketPadding: once(() => paddingOf(tree, 'sequence') ?? ''),
    colonSpace,
    commaSpace: once(() => {
      const row = styled(root, (node) => isFlow(node) && !isTall(text, node) && childrenIn(node).length > 1);
      return row && text[childrenIn(row)[1]!.start - 1] === ',' ? '' : row ? ' ' : colonSpace();
    }),
    tallMappings,
    tallLists: once(() => {
      const known = firstList(tree);
      return known ? isTall(text, known) : tallMappings();
    }),
  };
}

/**
 * Characters that are searched for the file's style: searching the whole of a large file would cost too much for a
 * keystroke.
 */
const ENOUGH = 200_000;

/** The first node of the file's beginning that satisfies the predicate. */
function styled(root: Node | undefined, isWanted: (node: Node) => boolean): Node | undefined {
  const found = findNode(root, (node) => node.start > ENOUGH || isWanted(node));
  return found && found.start <= ENOUGH ? found : undefined;
}

function once<T>(compute: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

function isLongCall(node: Node): boolean {
  return node.kind === 'mapping' && node.entries.length === 1 && isCall(node.entries[0]!.key.text);
}

/** True for the name of an intrinsic function, as the key of a mapping with one entry. */
export function isCall(key: string): boolean {
  return key === 'Ref' || (/^Fn::[A-Za-z0-9]+$/.test(key) && key !== 'Fn::ForEach');
}

/** True if a child of a collection in brackets is the first on its line. */
function isTall(text: string, node: Node): boolean {
  return childrenIn(node).some((child) => isFirstOnLine(text, child.start));
}

function isFlow(node: Node): node is Mapping | Sequence {
  return (node.kind === 'mapping' || node.kind === 'sequence') && node.style === 'flow';
}

function childrenIn(node: Node): readonly Span[] {
  return node.kind === 'mapping' ? node.entries : node.kind === 'sequence' ? node.items : [];
}

/** The first list that is not an argument of a call; those are often written in another style. */
function firstList({ root, format }: SyntaxTree): Sequence | undefined {
  const isList = (node: Node) => node.kind === 'sequence' && node.items.length > 0 && node.tag === undefined;
  let list: Node | undefined;
  if (format !== 'yaml') list = styled(root, isList);
  else {
    styled(root, (node) => {
      if (node.kind !== 'mapping' || node.style !== 'block') return false;
      list = node.entries.find(({ key, value }) => !isCall(key.text) && isList(value))?.value;
      return list !== undefined;
    });
  }
  return list?.kind === 'sequence' ? list : undefined;
}

function paddingOf({ text, root }: SyntaxTree, kind: 'mapping' | 'sequence'): string | undefined {
  const row = styled(
    root,
    (node) => node.kind === kind && isFlow(node) && childrenIn(node).length > 0 && !isTall(text, node),
  );
  if (!row) return undefined;
  return text[childrenIn(row)[0]!.start - 1] === ' ' ? ' ' : '';
}

/** The indentation of the first nested mapping relative to its parent, in columns. */
function firstUnit({ text, root }: SyntaxTree): number {
  let unit = 0;
  styled(root, (node) => {
    if (node.kind !== 'mapping') return false;
    for (const { key, value } of node.entries) {
      if (value.kind !== 'mapping' || !isFirstOnLine(text, key.start)) continue;
      const inner = value.entries[0];
      if (inner && isFirstOnLine(text, inner.start))
        unit ||= columnOf(text, inner.start) - columnOf(text, key.start);
    }
    return unit > 0;
  });
  if (unit > 0) return unit;
  // JSON without nesting, or with a list as its root.
  const first = root && childrenIn(root)[0];
  const column = first && isFirstOnLine(text, first.start) ? columnOf(text, first.start) : 0;
  return column > 0 && column <= 8 ? column : 2;
}

function firstListUnit({ text, root }: SyntaxTree): number | undefined {
  let unit: number | undefined;
  styled(root, (node) => {
    if (node.kind !== 'mapping' || node.style !== 'block') return false;
    for (const { key, value } of node.entries) {
      if (value.kind !== 'sequence' || value.style !== 'block' || value.items.length === 0) continue;
      const dash = /(?:^|\n)([ ]*)-(?=\s)/.exec(text.slice(key.end, value.items[0]!.end + 1));
      const further = dash ? dash[1]!.length - columnOf(text, key.start) : -1;
      if (further >= 0) unit ??= further;
    }
    return unit !== undefined;
  });
  return unit;
}
