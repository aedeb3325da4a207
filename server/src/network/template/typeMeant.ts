import { isResourceType } from '../../aws/schema/typeNames.ts';
import { memoized } from '../../memo.ts';
import type { Resource } from '../../template/resource.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { READ_TYPES } from './resourceReaders.ts';

/**
 * A resource with the type that is meant, where AWS has no such type and it is spelled nearly as one that is read. AWS refuses the
 * template and a rule says so; without the resource, everything that hangs on it would seem to lack it.
 */
export const asMeant = memoized((resource: Resource): Resource => {
  const { type } = resource;
  if (READ_TYPES.has(type) || isResourceType(type) || isOfOthers(type)) return resource;
  const [meant] = misspellingsOf(type, READ_TYPES);
  return meant === undefined ? resource : { ...resource, type: meant };
});

/** Types of other publishers: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-types.html */
function isOfOthers(type: string): boolean {
  return /^\w+::\w+::\w+$|^Custom::/.test(type) && !/^(?:aws|asw|was):/i.test(type);
}
