import { wordsOf } from '../../subnets/tierFromName.ts';

/**
 * Sorts things by the similarity of their names to a name: most shared words first, then fewest others; otherwise in
 * the order of the text.
 */
export function byName<T>(things: readonly T[], nameOf: (thing: T) => string, name: string): readonly T[] {
  const words = new Set(wordsOf(name));
  const rank = (thing: T) => {
    const own = wordsOf(nameOf(thing));
    const shared = own.filter((word) => words.has(word)).length;
    return shared === 0 ? 0 : own.length - shared - 100 * shared;
  };
  return things.toSorted((a, b) => rank(a) - rank(b));
}
