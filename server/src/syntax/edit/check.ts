import {
  type Alias,
  type Mapping,
  type Node,
  type Scalar,
  type Sequence,
  type SyntaxTree,
  syntaxErrorsIn,
} from '../tree.ts';
import { dataOf, isSameData } from './data.ts';
import type { Data } from './edits.ts';
import type { Child, ChildChanges, EditPlan } from './plan.ts';

/** The expected child: new data, or a node of the old tree with its own edits applied. */
type Wanted = { readonly key: string | undefined; readonly value: { data: Data } | { node: Node } };

function isSameAlias(old: Alias, now: Alias): boolean {
  return now.name === old.name && (now.target === undefined) === (old.target === undefined);
}

function isSameScalar(old: Scalar, now: Scalar): boolean {
  return Object.is(now.value, old.value) && (now.text === old.text || old.value === null);
}

/** True if the new tree is the old tree with the edits applied, and no part became unreadable. */
export function isAsIntended(before: SyntaxTree, plan: EditPlan, after: SyntaxTree): boolean {
  if (syntaxErrorsIn(after).length > syntaxErrorsIn(before).length) return false;
  // In TOML, parts of a table may be away from its header, in any order.
  const isOrdered = before.format !== 'toml';
  /** Nodes that are edited or contain an edited node. */
  const touched = new Set([...plan.paths.values()].flatMap((path) => path.map((step) => step.node)));

  function agrees(old: Node, now: Node): boolean {
    const value = plan.replaced.get(old);
    if (value !== undefined) return says(now, value);
    if (!plan.wrapped.has(old)) return agreesWithin(old, now);
    return now.kind === 'sequence' && !now.tag && now.items.length === 1 && agreesWithin(old, now.items[0]!);
  }
  function agreesWithin(old: Node, now: Node): boolean {
    // Both trees have most nodes in common. Offsets say nothing: such nodes have those of one of the two texts.
    if (!touched.has(old) && old === now) return true;
    if (old.tag !== now.tag || old.anchor !== now.anchor) return false;
    switch (old.kind) {
      case 'alias':
        return now.kind === 'alias' && isSameAlias(old, now);
      case 'scalar':
        return now.kind === 'scalar' && isSameScalar(old, now);
      case 'mapping':
        return now.kind === 'mapping' && agreesMapping(old, now);
      case 'sequence': {
        if (now.kind !== 'sequence') return false;
        const wanted = wantedItems(old);
        return wanted.length === now.items.length && wanted.every(({ value }, i) => is(value, now.items[i]!));
      }
    }
  }
  function agreesMapping(old: Mapping, now: Mapping): boolean {
    const wanted = wantedEntries(old);
    if (wanted.length !== now.entries.length) return false;
    const found = now.entries.map(({ key, value }) => ({ key: key.text, value }));
    if (!isOrdered) for (const list of [wanted, found]) list.sort((a, b) => (a.key! < b.key! ? -1 : 1));
    return wanted.every(({ key, value }, i) => key === found[i]!.key && is(value, found[i]!.value));
  }
  function is(wanted: Wanted['value'], now: Node): boolean {
    if ('node' in wanted) return agrees(wanted.node, now);
    return says(now, wanted.data);
  }
  function wantedEntries(mapping: Mapping): Wanted[] {
    const own = mapping.entries.map((entry): Wanted => {
      return { key: plan.renamed.get(entry) ?? entry.key.text, value: { node: entry.value } };
    });
    return withChange(own, plan.changes.get(mapping));
  }
  function wantedItems(sequence: Sequence): Wanted[] {
    const own = sequence.items.map((node): Wanted => ({ key: undefined, value: { node } }));
    return withChange(own, plan.changes.get(sequence));
  }

  const { root } = before;
  return root === undefined ? after.root === undefined : after.root !== undefined && agrees(root, after.root);
}

function withChange(own: readonly Wanted[], change: ChildChanges | undefined): Wanted[] {
  if (!change) return [...own];
  const result: Wanted[] = [];
  for (let i = 0; i <= own.length; i++) {
    for (const piece of change.inserted.get(i) ?? []) result.push(wantedPiece(piece));
    if (i < own.length && !change.removed.has(i)) result.push(own[i]!);
  }
  return result;
}

function wantedPiece(piece: Child): Wanted {
  if (piece.kind === 'data') return { key: piece.key, value: { data: piece.value } };
  const child =
    piece.from.kind === 'mapping' ? piece.from.entries[piece.index]! : piece.from.items[piece.index]!;
  return 'key' in child
    ? { key: child.key.text, value: { node: child.value } }
    : { key: undefined, value: { node: child } };
}

function says(node: Node, wanted: Data): boolean {
  const data = dataOf(node);
  return data !== undefined && isSameData(wanted, data);
}
