import { parse } from 'hjson';
import { parseHjson } from '../syntax/hjson.ts';
import { entriesOf, type Node, resolved, type SyntaxTree } from '../syntax/tree.ts';

/**
 * Whether Zappa can read a `zappa_settings.json`. Zappa reads Hjson (zappa/cli.py:29, `import hjson as json`, in every
 * release from 0.30 to 0.63): JSON with comments and trailing commas, and with optional quotes and commas.
 */
export function isHjson(text: string): boolean {
  return read(text) !== undefined;
}

/**
 * The tree of settings that are Hjson but not JSON, with a problem at the first place that a JSON parser rejects. If
 * our reading might differ from the library's, the tree is empty and no rule reports anything.
 */
export function withHjson(tree: SyntaxTree): SyntaxTree {
  if (tree.format !== 'json' || !tree.problems.some(({ kind }) => kind === 'broken')) return tree;
  const known = read(tree.text);
  if (known === undefined) return tree;
  const root = parseHjson(tree.text);
  const isAlike = root && JSON.stringify(dataOf(root)) === JSON.stringify(known.value);
  const empty: Node = { kind: 'mapping', start: 0, end: tree.text.length, entries: [], style: 'flow' };
  const stop = tree.problems.find(({ kind }) => kind === 'broken');
  return { ...tree, root: isAlike ? root : empty, problems: stop ? [stop] : [] };
}

function read(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: parse(text) };
  } catch {
    return undefined;
  }
}

function dataOf(node: Node): unknown {
  const target = resolved(node);
  if (target?.kind === 'sequence') return target.items.map(dataOf);
  if (target?.kind !== 'mapping') return target?.kind === 'scalar' ? target.value : null;
  return Object.fromEntries(entriesOf(target).map(({ key, value }) => [key.text, dataOf(value)]));
}
