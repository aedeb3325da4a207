import type { Change } from './change.ts';

/** The same text for the same change. */
export function keyOfChange(change: Change): string {
  return JSON.stringify(change);
}

/** Things whose changes differ, each once, the last of a change. */
export function uniqueByChange<T extends { readonly change: Change }>(things: readonly T[]): readonly T[] {
  return [...new Map(things.map((one) => [keyOfChange(one.change), one])).values()];
}
