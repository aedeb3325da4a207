import { exists } from '../../../network/template/networkOfTemplate.ts';
import { type ResourceReader, readerOf } from '../../../network/template/readResource.ts';
import type { CheckedFile } from '../../defineRule.ts';

/**
 * The resources of some types that the scenario has, for rules about what is written and not in the model. None of a
 * template whose text a macro changes, nor of one that is not wholly read: what is missing may be there after all.
 */
export function* existingResources(
  { scenario, isBroken }: CheckedFile,
  types: readonly string[],
): Generator<ResourceReader> {
  if (!scenario || scenario.template.hasMacros || isBroken) return;
  for (const resource of scenario.template.resources.values()) {
    if (types.includes(resource.type) && exists(resource, scenario)) yield readerOf(resource, scenario);
  }
}
