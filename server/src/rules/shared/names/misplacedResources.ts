import { memoized } from '../../../memo.ts';
import { type Entry, entriesOf, valueAt } from '../../../syntax/tree.ts';
import { entriesIn } from '../../../template/references.ts';
import { fact } from '../../engine/watchedFile.ts';

/** An entry that can only be a resource: a mapping whose Type has the form of a type. */
export function isResourceEntry({ value }: Entry): boolean {
  const type = valueAt(value, 'Type');
  return type?.kind === 'scalar' && type.tag === undefined && TYPE.test(type.text);
}

const TYPE = /^(?:AWS::[A-Za-z0-9]+::[A-Za-z0-9]+|Custom::[\w@-]+)$/;

/**
 * The logical ids, with spaces between, of resources that are beside the section Resources or inside of another one, by
 * a wrong indentation. The place is a finding, and that nothing of that name is declared follows from it.
 */
export const misplacedResources = fact('resources in the wrong place', ({ tree }) =>
  [...entriesOf(tree.root).filter(isResourceEntry), ...entriesIn(tree, 'Resources').flatMap(inside)]
    .map(({ key }) => key.text)
    .join(' '),
);

/** Looked for once in each resource, which the next version mostly has too. */
const inside = memoized(({ value }: Entry): readonly Entry[] => entriesOf(value).filter(isResourceEntry));
