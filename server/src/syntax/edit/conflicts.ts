import { encloses, type Span } from '../span.ts';
import type { Node, SyntaxTree } from '../tree.ts';
import { findNode } from './places.ts';
import { type Collection, childrenOf, type EditPlan, keyOfPiece } from './plan.ts';

/** The nodes that aliases refer to. */
export function aliasTargetsOf(tree: SyntaxTree): ReadonlySet<Node> {
  const targets = new Set<Node>();
  // Anchors are rare; without one the tree need not be walked.
  if (tree.format !== 'yaml' || !tree.text.includes('&') || !/&[^\s,[\]{}]/.test(tree.text)) return targets;
  findNode(tree.root, (node) => {
    if (node.kind === 'alias' && node.target) targets.add(node.target);
    return false;
  });
  return targets;
}

/** True if a problem is beside a new child or between the children, where the text must be readable. */
export function isAtGap(problem: Span, collection: Collection, gap: number): boolean {
  if (problem.end < collection.start || collection.end < problem.start) return false;
  const holder = childrenOf(collection).findIndex((child) => encloses(child, problem));
  return holder < 0 || holder === gap || holder === gap - 1;
}

/** True if a node that is removed, moved or replaced has an edit within it. */
export function hasNested(
  { changes, replaced, wrapped, renamed, paths }: EditPlan,
  whole: ReadonlyMap<Node, string>,
): boolean {
  const within = (node: Node) => paths.get(node)?.some((step) => whole.has(step.node)) ?? false;
  const below = (node: Node) =>
    paths.get(node)?.some((step) => step.node !== node && whole.has(step.node)) ?? false;
  return (
    [...changes].some(
      ([collection, change]) => change.removed.size + change.inserted.size > 0 && within(collection),
    ) ||
    [...replaced.keys(), ...wrapped].some(below) ||
    [...renamed.keys()].some(({ value }) => below(value) || /^(remove|move)$/.test(whole.get(value) ?? ''))
  );
}

/** A key that is added to a mapping that already has it. */
export function keyBroughtTwice({ changes, renamed, paths }: EditPlan): string | undefined {
  const mappings = new Set<Collection>(changes.keys());
  for (const entry of renamed.keys()) {
    const place = paths.get(entry.value)?.at(-1)?.place;
    if (place?.kind === 'value') mappings.add(place.parent);
  }
  for (const mapping of mappings) {
    if (mapping.kind !== 'mapping') continue;
    const change = changes.get(mapping);
    const kept = mapping.entries.filter((_, index) => !change?.removed.has(index));
    const added = [...(change?.inserted.values() ?? [])].flat().flatMap((piece) => keyOfPiece(piece) ?? []);
    const names = [...kept.map((entry) => renamed.get(entry) ?? entry.key.text), ...added];
    const brought = [...kept.flatMap((entry) => renamed.get(entry) ?? []), ...added];
    const twice = brought.find((key) => names.indexOf(key) !== names.lastIndexOf(key));
    if (twice !== undefined) return twice;
  }
  return undefined;
}
