import type { History } from './scenario.ts';

/**
 * Makes a place for something of which each document has its own, for all of its versions. The history itself has it: in a weak
 * map for each of hundreds of such things, the garbage collector asks again and again whether each open document is still in use.
 */
export function perHistory<T>(start: () => T): (history: History) => T {
  const place = places++;
  return ({ kept }) => {
    kept[place] ??= start();
    return kept[place] as T;
  };
}

let places = 0;
