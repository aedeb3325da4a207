import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { resourcesOfTypes } from './typedResources.ts';

/**
 * The resources of some types that exist in the scenario, for rules about properties that the model does not contain.
 * Empty for a template with a macro, and for a broken one, since something missing may be there after all.
 */
export function existingResources(file: CheckedFile, types: readonly string[]): readonly ResourceReader[] {
  return file.template?.hasMacros || file.isBroken ? [] : resourcesOfTypes(file, types);
}
