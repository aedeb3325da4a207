import type { Analysis } from '../../analysis.ts';
import { pathAt } from '../../syntax/parse.ts';
import { type Span, touches } from '../../syntax/span.ts';
import { entriesOf, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import { callBelow, callOf } from '../../template/evaluation/intrinsic.ts';
import { entriesIn, occurrencesIn, type Section, textSpan } from '../../template/references.ts';

/** A name that can be renamed: one of the template, an output's, or an export's. */
export type RenamedName =
  | { readonly kind: 'declared'; readonly section: Section; readonly name: string; readonly at: Span }
  | { readonly kind: 'output'; readonly name: string; readonly at: Span }
  | { readonly kind: 'export'; readonly name: string; readonly at: Span };

/** The name at an offset of a template; undefined if there is none. */
export function nameAt({ content, tree }: Analysis, offset: number): RenamedName | undefined {
  if (content.kind !== 'template') return undefined;
  const reference = occurrencesIn(tree).find(({ at }) => touches(at, offset));
  if (reference) {
    const { section, name, at } = reference;
    return { kind: 'declared', section, name, at };
  }
  const output = entriesIn(tree, 'Outputs').find(({ key }) => touches(key, offset));
  if (output)
    return { kind: 'output', name: output.key.text, at: textSpan(output.key, output.key.text, tree) };
  const scalar = pathAt(tree, offset).at(-1);
  if (scalar?.kind !== 'scalar') return undefined;
  const exported =
    exportNames(tree.root).find((one) => one === scalar) ??
    importNames(tree.root).find((one) => one === scalar);
  return exported && { kind: 'export', name: exported.text, at: textSpan(exported, exported.text, tree) };
}

/** The literal names of exports. */
export function exportNames(root: Node | undefined): readonly Scalar[] {
  return entriesOf(valueAt(root, 'Outputs')).flatMap(({ value }) => {
    const name = valueAt(value, 'Export', 'Name');
    return name?.kind === 'scalar' && name.tag === undefined ? [name] : [];
  });
}

/** The literal names in `Fn::ImportValue`. */
export function importNames(root: Node | undefined): readonly Scalar[] {
  const found: Scalar[] = [];
  const visit = (node: Node): void => {
    if (node.kind === 'alias') return;
    const outer = callOf(node);
    for (const call of [outer, outer && callBelow(outer)]) {
      if (call?.name !== 'Fn::ImportValue') continue;
      const argument = resolved(call.argument);
      const isText = argument?.kind === 'scalar' && (argument.tag === undefined || call.isShort);
      if (isText) found.push(argument);
    }
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind === 'mapping') for (const { value } of node.entries) visit(value);
  };
  if (root) visit(root);
  return found;
}
