import type { Edit } from '../../syntax/edit.ts';
import { lineEndOf, lineStartOf, nextLineOf } from '../../syntax/lines.ts';
import { pathAt } from '../../syntax/parse.ts';
import { type LineStarts, positionAt, type Span } from '../../syntax/span.ts';
import { type Node, resolved, type SyntaxTree, valueAt } from '../../syntax/tree.ts';
import type { Template } from '../../template/template.ts';

/** A request in the document to suppress a rule. */
export interface Suppression {
  readonly rule: string;
  /** The rule's name as written, for the hint that it silences nothing. */
  readonly at: Span;
  /** The findings that start in it are suppressed. */
  readonly covers: Span;
  /** Removes the comment from the document; undefined if the comment names several rules. */
  readonly removal: Edit | undefined;
}

const COMMENT =
  /#[ \t]*vpc-lens-disable(-next-line)?[ \t]+([a-z0-9-]+(?:(?:,[ \t]+|[ \t]+(?:,[ \t]+)?)[a-z0-9-]+)*)/g;

/**
 * Every suppression of a document: the comments `# vpc-lens-disable-next-line ID` and `# vpc-lens-disable ID` (for the
 * whole file, wherever it stands), and `Metadata: {vpc-lens: {ignore: [ID]}}` of a template or of a resource. Several
 * rules are divided by commas.
 */
export function suppressionsOf(
  tree: SyntaxTree,
  template: Template | undefined,
  lines: LineStarts,
): readonly Suppression[] {
  // Most documents suppress nothing, and a search in their text is many times faster than one in all of their resources.
  if (!tree.text.includes('vpc-lens')) return [];
  const whole = { start: 0, end: tree.text.length };
  const found = commentSuppressions(tree, lines, whole);
  if (template) {
    found.push(...ignoredBy(tree.root, whole));
    for (const { body, key } of template.resources.values()) {
      found.push(...ignoredBy(body, { start: key.start, end: body.end }));
    }
  }
  return found;
}

function commentSuppressions(tree: SyntaxTree, lines: LineStarts, whole: Span): Suppression[] {
  // JSON has no comments.
  if (tree.format === 'json') return [];
  return [...tree.text.matchAll(COMMENT)].flatMap((match) => {
    if (pathAt(tree, match.index).at(-1)?.kind === 'scalar') return []; // the text of a value, no comment
    const covers = match[1] ? nextLine(tree.text, lines, match.index) : whole;
    const namesAt = match.index + match[0].length - match[2]!.length;
    return [...match[2]!.matchAll(/[a-z0-9-]+/g)].map((name) => {
      const start = namesAt + name.index;
      const removal = match[2] === name[0] ? withoutComment(tree.text, match.index) : undefined;
      return { rule: name[0], at: { start, end: start + name[0].length }, covers, removal };
    });
  });
}

/** The next line that is not blank or only a comment. */
function nextLine(text: string, lines: LineStarts, from: number): Span {
  for (let line = positionAt(lines, from).line + 1; line < lines.length; line++) {
    const start = lines[line]!;
    const end = lines[line + 1] ?? text.length;
    const content = text.slice(start, end).trim();
    if (content !== '' && !content.startsWith('#')) return { start, end };
  }
  return { start: text.length, end: text.length };
}

function ignoredBy(owner: Node | undefined, covers: Span): readonly Suppression[] {
  const list = owner && ignoreList(owner);
  if (!list) return NONE;
  const items = list.kind === 'sequence' ? list.items : [list];
  return items.flatMap((item) => {
    const target = resolved(item);
    if (target?.kind !== 'scalar') return [];
    const removal: Edit | undefined =
      list.kind === 'sequence' ? { op: 'remove-item', from: list, item } : undefined;
    return [{ rule: target.text, at: target, covers, removal }];
  });
}

const NONE: readonly Suppression[] = [];

/** Cached by node: the next version of the document has mostly the same nodes. */
function ignoreList(owner: Node): Node | undefined {
  const known = lists.get(owner) ?? { list: valueAt(owner, 'Metadata', 'vpc-lens', 'ignore') };
  lists.set(owner, known);
  return known.list;
}

const lists = new WeakMap<Node, { readonly list: Node | undefined }>();

/** The line of a comment that has one to itself, otherwise the comment with the spaces before it. */
function withoutComment(text: string, from: number): Edit {
  const start = lineStartOf(text, from);
  const before = text.slice(start, from);
  if (before.trim() === '') return { op: 'delete', at: { start, end: nextLineOf(text, from) } };
  return { op: 'delete', at: { start: start + before.trimEnd().length, end: lineEndOf(text, from) } };
}
