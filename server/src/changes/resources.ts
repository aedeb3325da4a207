import { memoized } from '../memo.ts';
import type { Edit } from '../syntax/edit.ts';
import {
  childValues,
  type Entry,
  type Mapping,
  type Node,
  resolved,
  type SyntaxTree,
  valueAt,
  writtenEntry,
} from '../syntax/tree.ts';
import { callOf } from '../template/evaluation/intrinsic.ts';
import type { Template } from '../template/template.ts';

/** True if the resource exists in every scenario in which `user` does, so that `user` can refer to it. */
export function existsWherever(
  { template }: { readonly template: Template | undefined },
  id: string,
  user: string,
): boolean {
  const condition = template?.resources.get(id)?.condition;
  return condition === undefined || condition === template?.resources.get(user)?.condition;
}

/** Removes a resource from its template; undefined if something else refers to it. */
export function removalOf({ tree }: { readonly tree: SyntaxTree }, id: string): Edit | undefined {
  const from = resourcesOf(tree);
  const entry = writtenEntry(from, id);
  if (!from || !entry || isNamedBeside(tree, entry)) return undefined;
  return { op: 'remove-entry', from, entry };
}

/** The mapping that new resources are added to. */
export function resourcesOf(tree: SyntaxTree): Mapping | undefined {
  const section = valueAt(tree.root, 'Resources');
  return section?.kind === 'mapping' ? section : undefined;
}

/** Matches the name of a resource, except as a part of a longer name. */
export function namePattern(id: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${literally(id)}(?![A-Za-z0-9])`);
}

/** Escapes a text for use in a regular expression. */
export function literally(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}

/** True if a text outside of the entry contains the entry's name, as `Ref`, `DependsOn` or `Fn::Sub` would. */
function isNamedBeside({ root }: SyntaxTree, entry: Entry): boolean {
  if (!root) return false;
  const words = wordsIn(root);
  const [first, ...rest] = entry.key.text.match(WORD) ?? [];
  // For a name with other characters, a text that contains its first word may contain the name.
  const users = words.get(first ?? '');
  return users !== undefined && (users === 'several' || users !== entry.value || rest.length > 0);
}

/** Logical ids consist of letters and digits. */
const WORD = /[A-Za-z0-9]+/g;

/** The words in all texts of a document, each with the section entry that contains it, if it is only one. */
type Words = ReadonlyMap<string, Node | 'several'>;

const wordsIn = memoized((root: Node): Words => {
  const words = new Map<string, Node | 'several'>();
  const visit = (node: Node, owner: Node): void => {
    switch (node.kind) {
      case 'scalar':
        for (const [word] of node.text.matchAll(WORD)) {
          const known = words.get(word);
          words.set(word, known === undefined || known === owner ? owner : 'several');
        }
        return;
      case 'sequence':
        for (const item of node.items) visit(item, owner);
        return;
      case 'mapping':
        for (const { value } of node.entries) visit(value, owner);
    }
  };
  const sections = root.kind === 'mapping' ? root.entries.map(({ value }) => value) : [root];
  for (const section of sections) {
    if (section.kind !== 'mapping') visit(section, section);
    else for (const { value } of section.entries) visit(value, value);
  }
  return words;
});

/** True if a condition decides the node's value, so that another scenario may have another value. */
export function isConditional(node: Node | undefined): boolean {
  const target = resolved(node);
  if (!target || (target.kind === 'scalar' && target.tag === undefined)) return false;
  const known = conditional.get(target);
  if (known !== undefined) return known;
  // Ends the recursion for a node inside of its own alias.
  conditional.set(target, false);
  const answer = callOf(target)?.name === 'Fn::If' || childValues(target).some(isConditional);
  conditional.set(target, answer);
  return answer;
}

/** Memoized: every scenario, and every version of a document that still has the node, asks for it. */
const conditional = new WeakMap<Node, boolean>();
