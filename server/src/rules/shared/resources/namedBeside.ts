import { namePattern } from '../../../changes/resources.ts';
import type { CheckedFile } from '../../defineRule.ts';

/** Whether the properties of another resource, of another type than these, name it. */
export function isNamedBeside(
  id: string,
  types: readonly string[],
  { template, tree }: CheckedFile,
): boolean {
  const name = namePattern(id);
  return [...(template?.resources.values() ?? [])].some(
    ({ id: own, type, properties }) =>
      own !== id &&
      properties &&
      !types.includes(type) &&
      name.test(tree.text.slice(properties.start, properties.end)),
  );
}
