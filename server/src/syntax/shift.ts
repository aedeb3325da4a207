import type { Entry, Node, Scalar, SyntaxProblem } from './tree.ts';

/** Copies of nodes without anchors, further on in the text. Every field is named: copying by spread costs far more. */
export function shiftEntry({ start, end, key, value }: Entry, by: number): Entry {
  return { start: start + by, end: end + by, key: shiftScalar(key, by), value: shiftNode(value, by) };
}

export function shiftScalar({ start, end, value, text, style, tag }: Scalar, by: number): Scalar {
  if (tag === undefined) return { kind: 'scalar', start: start + by, end: end + by, value, text, style };
  return { kind: 'scalar', start: start + by, end: end + by, value, text, style, tag };
}

export function shiftNode(node: Node, by: number): Node {
  const { start, end, tag } = node;
  switch (node.kind) {
    case 'scalar':
      return shiftScalar(node, by);
    case 'mapping': {
      const { style } = node;
      const entries = node.entries.map((entry) => shiftEntry(entry, by));
      if (tag === undefined) return { kind: 'mapping', start: start + by, end: end + by, entries, style };
      return { kind: 'mapping', start: start + by, end: end + by, entries, style, tag };
    }
    case 'sequence': {
      const { style } = node;
      const items = node.items.map((item) => shiftNode(item, by));
      if (tag === undefined) return { kind: 'sequence', start: start + by, end: end + by, items, style };
      return { kind: 'sequence', start: start + by, end: end + by, items, style, tag };
    }
    case 'alias':
      return { ...node, start: start + by, end: end + by };
  }
}

export function shiftProblem(problem: SyntaxProblem, by: number): SyntaxProblem {
  return { ...problem, start: problem.start + by, end: problem.end + by };
}
