import { indentationAt } from '../lines.ts';
import { parse } from '../parse.ts';
import type { Entry, Node, SyntaxTree } from '../tree.ts';
import { isAsIntended } from './check.ts';
import { draftOf, type EditDraft, joinedEdits, putText, refuse, UNFORESEEN } from './draft.ts';
import type { Data, Edit, Refusal, TextEdit } from './edits.ts';
import { type ChildChanges, type Collection, childrenOf, inOrder, isRefusal } from './plan.ts';
import { penFor, printKey, printRow, printTall } from './print.ts';
import { quoteOf } from './quote.ts';
import { editPlanOf } from './sorting.ts';
import { changeToml, renameToml, replaceToml } from './toml/toml.ts';
import { isScattered } from './toml/tomlInsert.ts';
import { printBlock } from './yaml/block.ts';
import { changeFlow } from './yaml/flow.ts';
import { changeBlock } from './yaml/yaml.ts';
import { isInBlock } from './yaml/yamlPlace.ts';
import { growInBlock, replaceInBlock, wrapInBlock } from './yaml/yamlValue.ts';

/**
 * The text edits for a list of edits to one document, in the style of its file; all other text is preserved byte for
 * byte. The result is parsed again before it is offered: if it does not say exactly what the edits mean, or an edit
 * touches broken text or an anchor that is used elsewhere, the whole list is refused.
 */
export function textEditsOf(tree: SyntaxTree, edits: readonly Edit[]): readonly TextEdit[] | Refusal {
  const drafted = draftedEdits(tree, edits);
  if ('refused' in drafted) return drafted;
  return drafted.isRight()
    ? drafted.edits
    : { refused: 'The file is written in a way that this edit might break.' };
}

/** The text edits, as `textEditsOf` returns them. */
export interface DraftedEdits {
  readonly edits: readonly TextEdit[];
  /** Parses the edited text, which is the expensive part: true if it says what the edits mean. */
  isRight(): boolean;
}

/** As `textEditsOf`, for lists of possible edits: `isRight` is called only before edits are applied. */
export function draftedEdits(tree: SyntaxTree, edits: readonly Edit[]): DraftedEdits | Refusal {
  const plan = editPlanOf(tree, edits);
  if (isRefusal(plan)) return plan;
  const draft = draftOf(tree, plan);
  write(draft);
  const [refused] = draft.refusals;
  if (refused !== undefined) return { refused };
  const textEdits = joinedEdits(draft.edits);
  if (!textEdits) return { refused: 'Two of the edits write to the same characters.' };
  const changed = withSameEnd(tree.text, textEdits).filter(
    ({ span, text }) => tree.text.slice(span.start, span.end) !== text,
  );
  return {
    edits: changed,
    isRight() {
      const text = applyTextEdits(tree.text, changed);
      if (areFarApart(changed, tree.text)) return isAsIntended(tree, plan, parse(text, tree.format));
      const after = parse(text, tree.format, tree);
      const isRight = isAsIntended(tree, plan, after);
      // Restores the document: the nodes that both trees share move back to their offsets in its text.
      parse(tree.text, tree.format, after);
      return isRight;
    },
  };
}

/**
 * Whether the text is parsed faster anew than from its earlier tree, of which everything between the first and the last edit is
 * parsed, compared and then restored. On 1 MB the two take the same time for edits that are a third of it apart.
 */
function areFarApart(edits: readonly TextEdit[], text: string): boolean {
  const starts = edits.map(({ span }) => span.start);
  return Math.max(...starts) - Math.min(...starts) > text.length / 3;
}

/** A file without a final line break does not get one. */
function withSameEnd(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const last = edits.at(-1);
  if (!last || last.span.end < text.length || text.endsWith('\n') || last.span.start === last.span.end)
    return edits;
  return edits.with(-1, { span: last.span, text: last.text.replace(/\r?\n$/, '') });
}

/** Applies text edits that do not overlap, such as those of `textEditsOf`. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(from, edit.span.start) + edit.text;
    from = edit.span.end;
  }
  return result + text.slice(from);
}

function write(draft: EditDraft): void {
  const { plan } = draft;
  // Text at one offset is written in this order: a new value, then children after it, innermost first.
  for (const [node, value] of plan.replaced) replaceNode(draft, node, value);
  for (const node of plan.wrapped) wrapNode(draft, node);
  const depth = (collection: Collection) => plan.paths.get(collection)?.length ?? 0;
  const changes = [...plan.changes].sort(([a], [b]) => depth(b) - depth(a));
  for (const [collection, change] of changes) changeCollection(draft, collection, change);
  for (const [entry, key] of plan.renamed) renameEntry(draft, entry, key);
  for (const span of plan.deleted) putText(draft, span.start, span.end, '');
}

function changeCollection(draft: EditDraft, collection: Collection, change: ChildChanges): void {
  if (collection.style === 'block') changeBlock(draft, collection, change);
  else if (collection.style !== 'flow') changeToml(draft, collection, change);
  else if (childrenOf(collection).length === 0 && isInBlock(draft, collection)) {
    growInBlock(draft, collection, inOrder(change.inserted));
  } else changeFlow(draft, collection, change);
}

function replaceNode(draft: EditDraft, node: Node, value: Data): void {
  const { tree, style, text, plan } = draft;
  const place = plan.paths.get(node)?.at(-1)?.place;
  if (tree.format === 'toml' && isScattered(node)) {
    replaceToml(draft, node, value);
    return;
  }
  const near = penFor(tree.format, style, place?.kind === 'root' ? undefined : place?.parent);
  const pen = node.kind === 'scalar' && node.text !== '' ? { ...near, quote: quoteOf(node) } : near;
  if (isInBlock(draft, node)) {
    replaceInBlock(draft, node, printBlock(value, pen));
    return;
  }
  if (tree.format === 'json')
    putText(draft, node.start, node.end, printTall(value, indentationAt(text, node.start), pen));
  else putText(draft, node.start, node.end, printRow(value, pen));
}

function wrapNode(draft: EditDraft, node: Node): void {
  if (isInBlock(draft, node)) {
    wrapInBlock(draft, node);
    return;
  }
  if (draft.tree.format === 'toml' && isScattered(node)) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const padding = draft.style.bracketPadding();
  putText(draft, node.start, node.end, `[${padding}${draft.text.slice(node.start, node.end)}${padding}]`);
}

function renameEntry(draft: EditDraft, entry: Entry, key: string): void {
  const { tree, style } = draft;
  if (tree.format === 'toml') {
    renameToml(draft, entry, key);
    return;
  }
  const pen = { ...penFor(tree.format, style, undefined), keyQuote: quoteOf(entry.key) };
  putText(draft, entry.key.start, entry.key.end, printKey(key, pen, !isInBlock(draft, entry.value)));
}
