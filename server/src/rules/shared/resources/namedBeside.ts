import { memoized } from '../../../memo.ts';
import { namesInTemplate } from '../../../template/dependencies.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { derived } from '../../engine/watchedFile.ts';

/** Whether a resource of a type other than these refers to it. */
export function isNamedBeside(id: string, types: readonly string[], file: CheckedFile): boolean {
  const { template } = file;
  return [...(namers(file).get(id) ?? [])].some((user) => {
    const other = template?.resources.get(user);
    return other !== undefined && user !== id && !types.includes(other.type);
  });
}

/** By logical id: the resources that refer to it by anything but `DependsOn`. */
type Namers = ReadonlyMap<string, ReadonlySet<string>>;

const namers = derived(
  'namers',
  ({ tree, scenario }): Namers => (scenario ? namersIn(namesInTemplate(tree, scenario)) : new Map()),
  { scope: 'version', isSame: areSame },
);

const namersIn = memoized((all: ReturnType<typeof namesInTemplate>): Namers => {
  const found = new Map<string, Set<string>>();
  for (const { from, uses } of all) {
    for (const { name, by } of uses) {
      if (by === 'DependsOn') continue;
      const users = found.get(name) ?? new Set();
      found.set(name, users.add(from));
    }
  }
  return found;
});

function areSame(a: Namers, b: Namers): boolean {
  if (a === b) return true;
  return (
    a.size === b.size &&
    [...a].every(([name, users]) => {
      const others = b.get(name);
      return others?.size === users.size && [...users].every((user) => others.has(user));
    })
  );
}
