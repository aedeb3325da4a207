import type { Network } from '../model.ts';
import { lasting } from './ownProperties.ts';
import { type Draft, emptyDraft } from './readResource.ts';

/** An object that a resource adds to a list or a map of the network. */
export interface Contribution {
  readonly of: keyof Network;
  /** Its key in a map; undefined for a list. */
  readonly id: string | undefined;
  readonly thing: unknown;
}

export const COLLECTIONS = Object.keys(emptyDraft()) as (keyof Network)[];

/** Removes and returns everything in a draft. */
export function drainDraft(draft: Draft): readonly Contribution[] {
  const pieces: Contribution[] = [];
  for (const of of COLLECTIONS) {
    const collection = draft[of] as Map<string, unknown> | Set<string> | unknown[];
    if (Array.isArray(collection)) {
      for (const thing of collection) pieces.push({ of, id: undefined, thing: lasting(thing) });
      collection.length = 0;
    } else if (collection.size > 0) {
      for (const [id, thing] of collection.entries()) pieces.push({ of, id, thing: lasting(thing) });
      collection.clear();
    }
  }
  return pieces;
}

/** Appends a contribution to a draft. */
export function addContribution({ of, id, thing }: Contribution, draft: Draft): void {
  const collection = draft[of] as Map<string, unknown> | Set<string> | unknown[];
  if (Array.isArray(collection)) collection.push(thing);
  else if (collection instanceof Map) collection.set(id!, thing);
  else collection.add(id!);
}
