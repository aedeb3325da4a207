import { isOfOtherPublisher, isResourceType } from '../../aws/schema/typeNames.ts';
import { memoized } from '../../memo.ts';
import type { Resource } from '../../template/resource.ts';
import { suggestionsFor } from '../../wording/newerThanSchema.ts';
import { READ_TYPES } from './resourceReaders.ts';

/**
 * A resource with the type that is meant, where AWS has no such type and it is spelled nearly as one that is read. AWS refuses the
 * template and a rule says so; without the resource, everything that hangs on it would seem to lack it.
 */
export const asMeant = memoized((resource: Resource): Resource => {
  const { type } = resource;
  if (READ_TYPES.has(type) || isResourceType(type) || isOfOtherPublisher(type)) return resource;
  const { suggestions, isMisspelling } = suggestionsFor(type, READ_TYPES);
  return isMisspelling ? { ...resource, type: suggestions[0]! } : resource;
});
