import { memoized } from '../memo.ts';
import type { Edit } from '../syntax/edit.ts';
import { type Entry, type Mapping, type Node, resolved, type SyntaxTree, valueAt } from '../syntax/tree.ts';
import { callOf } from '../template/evaluation/intrinsic.ts';
import type { Template } from '../template/template.ts';

/** True where the resource exists in every scenario in which `user` does, so that `user` may rest on it. */
export function existsWherever(
  { template }: { readonly template: Template | undefined },
  id: string,
  user: string,
): boolean {
  const condition = template?.resources.get(id)?.condition;
  return condition === undefined || condition === template?.resources.get(user)?.condition;
}

/** Takes a resource out of its template; undefined where something else there names it. */
export function removalOf({ tree }: { readonly tree: SyntaxTree }, id: string): Edit | undefined {
  const from = resourcesOf(tree);
  const entry = from?.entries.find(({ key }) => key.text === id);
  if (!from || !entry || isNamedBeside(tree, entry)) return undefined;
  return { op: 'remove-entry', from, entry };
}

/** The mapping that new resources are written to. */
export function resourcesOf(tree: SyntaxTree): Mapping | undefined {
  const section = valueAt(tree.root, 'Resources');
  return section?.kind === 'mapping' ? section : undefined;
}

/** Finds the name of a resource where it is not a part of a longer one. */
export function namePattern(id: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${literally(id)}(?![A-Za-z0-9])`);
}

/** A text as a regular expression that matches it alone. */
export function literally(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}

/** True where a text outside of the entry has the entry's name in it, as `Ref`, `DependsOn` or `Fn::Sub` would. */
function isNamedBeside({ root }: SyntaxTree, entry: Entry): boolean {
  if (!root) return false;
  const words = wordsIn(root);
  const [first, ...rest] = entry.key.text.match(WORD) ?? [];
  // What a name with other characters in it shares a word with may name it.
  const users = words.get(first ?? '');
  return users !== undefined && (users === 'several' || users !== entry.value || rest.length > 0);
}

/** A resource's name has letters and digits alone. */
const WORD = /[A-Za-z0-9]+/g;

/** The words of all texts of a document, each with the one value of an entry of a section that has it, if it is one. */
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

/** True where a condition chooses what the node says, so that another scenario may have something else there. */
export function isConditional(node: Node | undefined): boolean {
  const target = resolved(node);
  if (!target || (target.kind === 'scalar' && target.tag === undefined)) return false;
  const known = conditional.get(target);
  if (known !== undefined) return known;
  // A node inside an alias of itself finds this.
  conditional.set(target, false);
  const answer = callOf(target)?.name === 'Fn::If' || childrenOf(target).some(isConditional);
  conditional.set(target, answer);
  return answer;
}

/** Every scenario asks for the same nodes, and so does every version of a document that still has them. */
const conditional = new WeakMap<Node, boolean>();

function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'sequence') return node.items;
  return node.kind === 'mapping' ? node.entries.map(({ value }) => value) : [];
}
