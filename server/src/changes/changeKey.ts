import type { Change } from './change.ts';

/** A key that is equal for equal changes. */
export function keyOfChange(change: Change): string {
  return JSON.stringify(change);
}

/** Removes things with equal changes, keeping the last of each. */
export function uniqueByChange<T extends { readonly change: Change }>(things: readonly T[]): readonly T[] {
  return [...new Map(things.map((one) => [keyOfChange(one.change), one])).values()];
}
