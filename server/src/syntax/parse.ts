import { parseJson } from './json/parseJson.ts';
import { exceedsLimits, nestsTooDeep } from './limits.ts';
import type { LineStarts, Span } from './span.ts';
import { parseToml } from './toml.ts';
import { type Format, type Node, resolved, type SyntaxTree } from './tree.ts';
import { parseYaml } from './yaml/parseYaml.ts';

/**
 * Parses any text to a tree; never throws. A byte order mark at the start is skipped. `previous`, an earlier tree of
 * the same document, saves work if the format supports it and never changes the result. It is used up: its nodes move to
 * their offsets in the new text. `lines` are the line starts of the text, where they are known.
 */
export function parse(text: string, format: Format, previous?: SyntaxTree, lines?: LineStarts): SyntaxTree {
  // The JSON and YAML readers count levels; the TOML parser recurses.
  const limit = exceedsLimits(text) ?? (format === 'toml' ? nestsTooDeep(text, format) : undefined);
  if (limit) return { format, text, root: undefined, problems: [limit] };
  // A line break in place of the byte order mark keeps all offsets and columns.
  const readable = text.startsWith('\uFEFF') ? `\n${text.slice(1)}` : text;
  switch (format) {
    case 'json':
      return parseJson(text, readable, previous);
    case 'toml':
      return { ...parseToml(readable), text };
    case 'yaml':
      return parseYaml(text, readable, previous, lines);
  }
}

/**
 * The nodes from the root to the innermost one at an offset, which may be at its end; for an entry the key precedes the
 * value. Empty if the offset is outside of all nodes.
 */
export function pathAt(tree: SyntaxTree, offset: number): readonly Node[] {
  const path: Node[] = [];
  const covers = (span: Span) => span.start <= offset && offset <= span.end;

  function visit(node: Node): boolean {
    if (!covers(node) && !isScattered(node)) return false;
    path.push(node);
    if (visitChildren(node) || covers(node)) return true;
    path.pop();
    return false;
  }
  function visitChildren(node: Node): boolean {
    if (node.kind === 'sequence') return node.items.some(visit);
    if (node.kind !== 'mapping') return false;
    for (const { key, value } of node.entries) {
      if (covers(key)) {
        path.push(key);
        return true;
      }
      if (visit(value)) return true;
    }
    return false;
  }

  const root = resolved(tree.root);
  if (root) visit(root);
  return path;
}

/** In TOML, parts of a table may be away from its header. */
function isScattered(node: Node): boolean {
  if (node.kind === 'mapping') return node.style === 'table' || node.style === 'dotted';
  return node.kind === 'sequence' && node.style === 'tables';
}
