import type { SyntaxTree } from '../../../syntax/tree.ts';
import { entriesIn, usesUnder } from '../../../template/references.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { derived } from '../../engine/watchedFile.ts';

/** Whether another resource, of another type than these, names it. */
export function isNamedBeside(id: string, types: readonly string[], file: CheckedFile): boolean {
  const { template } = file;
  return [...(namers(file).get(id) ?? [])].some((user) => {
    const other = template?.resources.get(user);
    return other !== undefined && user !== id && !types.includes(other.type);
  });
}

/** The resources that name a resource by anything but `DependsOn`, by its logical id. */
type Namers = ReadonlyMap<string, ReadonlySet<string>>;

const namers = derived('namers', ({ tree }): Namers => namersIn(tree), {
  scope: 'version',
  isSame: areSame,
});

function namersIn(tree: SyntaxTree): Namers {
  const found = new Map<string, Set<string>>();
  for (const entry of entriesIn(tree, 'Resources')) {
    for (const { name, by } of usesUnder(entry, 'Resources', tree)) {
      if (by === 'DependsOn') continue;
      const users = found.get(name) ?? new Set();
      found.set(name, users.add(entry.key.text));
    }
  }
  return found;
}

function areSame(a: Namers, b: Namers): boolean {
  return (
    a.size === b.size &&
    [...a].every(([name, users]) => {
      const others = b.get(name);
      return others?.size === users.size && [...users].every((user) => others.has(user));
    })
  );
}
