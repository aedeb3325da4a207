import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { resourcesOfTypes } from './typedResources.ts';

/**
 * The resources of some types that the scenario has, for rules about what is written and not in the model. None of a
 * template whose text a macro changes, nor of one that is not wholly read: what is missing may be there after all.
 */
export function existingResources(file: CheckedFile, types: readonly string[]): readonly ResourceReader[] {
  return file.template?.hasMacros || file.isBroken ? [] : resourcesOfTypes(file, types);
}
