import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { entriesOf, type Node, resolved, type SyntaxTree } from '../../../server/src/syntax/tree.ts';

/** What `python/safe_load.py` says of a text. */
export type Answer = { readonly value: unknown; readonly error?: undefined } | { readonly error: string };

/** One process reads all texts. */
export function readWithPyYaml(python: string, texts: readonly string[]): Answer[] {
  const script = fileURLToPath(new URL('../python/safe_load.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync(python, [script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 1e9,
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Answer[];
}

/** A tree in the words of `python/safe_load.py`; undefined where it has mistakes. */
export function valueOfTree({ root, problems }: SyntaxTree): { readonly value: unknown } | undefined {
  if (problems.length > 0) return undefined;
  return { value: saidBy(root, 0) };
}

/** A value holds itself where an alias stands within its own anchor: JSON has no word for it. */
const MAX_DEPTH = 60;

function saidBy(node: Node | undefined, depth: number): unknown {
  const target = resolved(node);
  if (!target) return null;
  if (depth > MAX_DEPTH) return 'too deep';
  const value = untagged(target, depth);
  const tag = target.tag;
  return tag === undefined || tag === '!' || tag.startsWith('!!') ? value : { tag: tag.slice(1), value };
}

function untagged(node: Node, depth: number): unknown {
  switch (node.kind) {
    case 'scalar':
      if (typeof node.value === 'number' && !Number.isFinite(node.value)) {
        return { float: Number.isNaN(node.value) ? 'nan' : node.value > 0 ? 'inf' : '-inf' };
      }
      return Object.is(node.value, -0) ? 0 : node.value;
    case 'sequence':
      return { list: node.items.map((item) => saidBy(item, depth + 1)) };
    case 'mapping':
      return { map: entriesOf(node).map(({ key, value }) => [key.text, saidBy(value, depth + 1)]) };
    case 'alias':
      return null;
  }
}
