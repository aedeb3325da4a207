import { entriesIn, usesUnder } from '../../../template/references.ts';
import type { CheckedFile } from '../../defineRule.ts';

/** Whether another resource, of another type than these, names it. */
export function isNamedBeside(
  id: string,
  types: readonly string[],
  { template, tree }: CheckedFile,
): boolean {
  return entriesIn(tree, 'Resources').some((entry) => {
    const other = template?.resources.get(entry.key.text);
    if (!other || other.id === id || types.includes(other.type)) return false;
    return usesUnder(entry, 'Resources', tree).some(({ name, by }) => name === id && by !== 'DependsOn');
  });
}
