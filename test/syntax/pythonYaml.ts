import { type Node, resolved, type SyntaxTree } from '../../server/src/syntax/tree.ts';
import { entriesOf } from '../../server/src/syntax/tree.ts';

/** What `python/safe_load.py` says of a text. */
export type Answer = { readonly value: unknown; readonly error?: undefined } | { readonly error: string };

/** A tree in the words of `python/safe_load.py`; undefined where it has mistakes. */
export function valueOfTree({ root, problems }: SyntaxTree): { readonly value: unknown } | undefined {
  if (problems.length > 0) return undefined;
  return { value: valueOf(root, 0) };
}

/** A value holds itself where an alias stands within its own anchor: JSON has no word for it. */
const MAX_DEPTH = 60;

function valueOf(node: Node | undefined, depth: number): unknown {
  const target = resolved(node);
  if (!target) return null;
  if (depth > MAX_DEPTH) return 'too deep';
  const value = untagged(target, depth);
  const tag = target.tag;
  return tag === undefined || tag.startsWith('!!') ? value : { tag: tag.slice(1), value };
}

function untagged(node: Node, depth: number): unknown {
  switch (node.kind) {
    case 'scalar':
      if (typeof node.value === 'number' && !Number.isFinite(node.value)) {
        return { float: Number.isNaN(node.value) ? 'nan' : node.value > 0 ? 'inf' : '-inf' };
      }
      return Object.is(node.value, -0) ? 0 : node.value;
    case 'sequence':
      return { list: node.items.map((item) => valueOf(item, depth + 1)) };
    case 'mapping':
      return { map: entriesOf(node).map(({ key, value }) => [key.text, valueOf(value, depth + 1)]) };
    case 'alias':
      return null;
  }
}
