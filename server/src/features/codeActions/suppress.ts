import type { Analysis } from '../../analysis.ts';
import type { Finding } from '../../rules/engine/findings.ts';
import { type Edit, type TextEdit, textEditsOf } from '../../syntax/edit.ts';
import { pathAt } from '../../syntax/parse.ts';
import { positionAt } from '../../syntax/span.ts';
import { type Node, valueAt } from '../../syntax/tree.ts';

export interface Suppressor {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Actions that suppress a finding: by a comment if the format has them, else by the metadata of the resource or
 * template.
 */
export function suppressions(analysis: Analysis, finding: Finding): readonly Suppressor[] {
  const { tree } = analysis;
  if (tree.format === 'json') return inMetadata(analysis, finding);
  const { id } = finding.rule;
  const line = onNextLine(analysis, finding);
  const top = tree.text.startsWith('\uFEFF') ? 1 : 0;
  const file = insertion(top, `# vpc-lens-disable ${id}${newline(tree.text)}`);
  return [
    ...(line ? [{ title: `Suppress ${id} on this line`, edits: [line] }] : []),
    { title: `Suppress ${id} in this file`, edits: [file] },
  ];
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

/** Undefined if the line before the finding is inside of a multi-line text, where a comment would be text. */
function onNextLine({ tree, lines }: Analysis, { at, rule }: Finding): TextEdit | undefined {
  const start = lines[positionAt(lines, at.start).line] ?? 0;
  const inner = pathAt(tree, start).at(-1);
  if (inner?.kind === 'scalar' && inner.start < start) return undefined;
  const indent = /^[ \t]*/.exec(tree.text.slice(start, start + 200))?.[0] ?? '';
  return insertion(start, `${indent}# vpc-lens-disable-next-line ${rule.id}${newline(tree.text)}`);
}

/** JSON has no comments, but a template and each of its resources can have metadata. */
function inMetadata({ content, tree }: Analysis, { resource, rule }: Finding): readonly Suppressor[] {
  if (content.kind !== 'template') return [];
  const body = content.template.resources.get(resource ?? '')?.body;
  const owners: readonly (readonly [string, Node | undefined])[] = [
    [`for ${resource}`, body],
    ['in this file', tree.root],
  ];
  return owners.flatMap(([where, owner]) => {
    const edit = ignoringEdit(owner, rule.id);
    const edits = edit && textEditsOf(tree, [edit]);
    return edits && !('refused' in edits) ? [{ title: `Suppress ${rule.id} ${where}`, edits }] : [];
  });
}

function ignoringEdit(owner: Node | undefined, id: string): Edit | undefined {
  if (owner?.kind !== 'mapping') return undefined;
  const metadata = valueAt(owner, 'Metadata');
  const own = valueAt(metadata, 'vpc-lens');
  const list = valueAt(own, 'ignore');
  if (list?.kind === 'sequence') return { op: 'insert-item', into: list, value: id };
  if (own?.kind === 'mapping' && !list) return { op: 'insert-entry', into: own, key: 'ignore', value: [id] };
  const ours = { ignore: [id] };
  if (metadata?.kind === 'mapping' && !own)
    return { op: 'insert-entry', into: metadata, key: 'vpc-lens', value: ours };
  if (metadata) return undefined;
  return {
    op: 'insert-entry',
    into: owner,
    key: 'Metadata',
    value: { 'vpc-lens': ours },
    before: 'Resources',
  };
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
