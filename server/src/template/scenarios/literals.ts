import { type Node, resolved } from '../../syntax/tree.ts';
import { callOf } from '../evaluation/intrinsic.ts';

/** The name in a `Ref`; undefined for anything else. */
export function referredName(node: Node | undefined): string | undefined {
  const call = callOf(node);
  const name = call?.name === 'Ref' ? resolved(call.argument) : undefined;
  return name?.kind === 'scalar' ? name.text : undefined;
}

/** The text of a plain value; undefined for a call or a structure. */
export function literalText(node: Node | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.tag !== undefined) return undefined;
  return typeof node.value === 'boolean' ? String(node.value) : node.text;
}
