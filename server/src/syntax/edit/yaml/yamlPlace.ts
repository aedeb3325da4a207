import type { Node } from '../../tree.ts';
import type { EditDraft } from '../draft.ts';
import { type ParentLink, pathTo } from '../places.ts';
import { behindProperties, blockChildren } from './blockLines.ts';

/** The place of a node; undefined for a node of another document. */
export function yamlPlaceOf(draft: EditDraft, node: Node): ParentLink | undefined {
  return (draft.plan.paths.get(node) ?? pathTo(draft.tree, node))?.at(-1)?.place;
}

/** True if a value is in block style, not within brackets. */
export function isInBlock({ plan, tree }: EditDraft, node: Node): boolean {
  const path = plan.paths.get(node) ?? pathTo(tree, node) ?? [];
  return (
    tree.format === 'yaml' &&
    path.every(({ place }) => place.kind === 'root' || place.parent.style === 'block')
  );
}

/** The offset after a value's tag and anchor, or else after the colon or dash before it. */
export function behindHead(draft: EditDraft, node: Node): number | undefined {
  const behind = behindProperties(draft.text, node);
  return behind > node.start ? behind : behindIndicator(draft, node);
}

/** The offset after the colon or dash before a value. */
export function behindIndicator(draft: EditDraft, node: Node): number | undefined {
  const { text } = draft;
  const place = yamlPlaceOf(draft, node);
  if (place?.kind === 'value') {
    let at = place.entry.key.end;
    while (/[ \t]/.test(text[at] ?? '')) at++;
    return text[at] === ':' ? at + 1 : undefined;
  }
  if (place?.kind === 'item') {
    const child = blockChildren(text, place.parent)?.[place.index];
    return child && child.start + 1;
  }
  return undefined;
}
