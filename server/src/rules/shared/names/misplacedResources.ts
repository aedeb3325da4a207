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
 * The logical ids, with spaces between, of resources that are beside the section Resources or inside of another
 * resource, by a wrong indentation. The misplaced resource has its own finding, so a reference to it has none.
 */
export const misplacedResources = fact('resources in the wrong place', ({ tree }) =>
  [...entriesOf(tree.root).filter(isResourceEntry), ...entriesIn(tree, 'Resources').flatMap(inside)]
    .map(({ key }) => key.text)
    .join(' '),
);

/** Cached by entry: the next version has mostly the same entries. */
const inside = memoized(({ value }: Entry): readonly Entry[] => entriesOf(value).filter(isResourceEntry));
