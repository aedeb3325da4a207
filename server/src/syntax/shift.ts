import type { Entry, Node, Scalar, SyntaxProblem } from './tree.ts';

/**
 * Copies entries without anchors to a later offset. Every field is named, since copying by spread costs far more.
 *
 * Most of a template is not read between two keystrokes, so a long value is copied only on first access.
 */
export function shiftEntry(entry: Entry, by: number): Entry {
  const { start, end, key } = entry;
  const later = postponed.get(entry);
  if (later)
    return shareIdentity(
      entry,
      postpone(start + by, end + by, shiftScalar(key, by), later.from, later.by + by),
    );
  const { value } = entry;
  if (value.end - value.start > LONG && value.kind !== 'scalar')
    return shareIdentity(entry, postpone(start + by, end + by, shiftScalar(key, by), value, by));
  return { start: start + by, end: end + by, key: shiftScalar(key, by), value: shiftNode(value, by) };
}

/** Characters from which copying on access is cheaper than copying at once. */
const LONG = 300;

/** Entries whose value is not copied yet: the original and the offset to add. */
const postponed = new WeakMap<Entry, { readonly from: Node; readonly by: number }>();

/**
 * Stands for an entry and for all its copies in later versions of the document, which say the same further on; what was
 * found out of the one holds for the others. Short entries, and those with anchors, are on their own in each version.
 */
export function identityOf(entry: Entry): object {
  return identities.get(entry) ?? entry;
}

const identities = new WeakMap<Entry, object>();

function shareIdentity(entry: Entry, copy: Entry): Entry {
  let identity = identities.get(entry);
  if (!identity) {
    identity = {};
    identities.set(entry, identity);
  }
  identities.set(copy, identity);
  return copy;
}

function postpone(start: number, end: number, key: Scalar, from: Node, by: number): Entry {
  let value: Node | undefined;
  const entry: Entry = {
    start,
    end,
    key,
    get value() {
      const later = postponed.get(entry);
      if (!later) return value!;
      value = shiftNode(later.from, later.by);
      postponed.delete(entry);
      return value;
    },
  };
  postponed.set(entry, { from, by });
  return entry;
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

/** The same for entries with anchors: aliases in the copy refer to nodes of the copy. */
export function shiftAnchored(entries: readonly Entry[], by: number): Entry[] {
  const copies = new Map<Node, Node>();
  const copyScalar = (scalar: Scalar): Scalar => {
    const copy = { ...scalar, start: scalar.start + by, end: scalar.end + by };
    copies.set(scalar, copy);
    return copy;
  };
  const copyEntry = ({ start, end, key, value }: Entry): Entry => {
    return { start: start + by, end: end + by, key: copyScalar(key), value: copyNode(value) };
  };
  const copyNode = (node: Node): Node => {
    if (node.kind === 'scalar') return copyScalar(node);
    const at = { start: node.start + by, end: node.end + by };
    if (node.kind === 'alias') return { ...node, ...at, target: node.target && copies.get(node.target) };
    const copy: Node =
      node.kind === 'mapping'
        ? { ...node, ...at, entries: node.entries.map(copyEntry) }
        : { ...node, ...at, items: node.items.map(copyNode) };
    copies.set(node, copy);
    return copy;
  };
  return entries.map(copyEntry);
}

export function shiftProblem(problem: SyntaxProblem, by: number): SyntaxProblem {
  return { ...problem, start: problem.start + by, end: problem.end + by };
}
