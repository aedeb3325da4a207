import { type ResourceReader, readerOf } from '../../network/template/readResource.ts';
import type { CheckedFile } from '../defineRule.ts';

/** The resources of these types that exist in the scenario, for what the network's model does not keep. */
export function resourcesOfTypes(
  { template, scenario }: CheckedFile,
  types: readonly string[],
): readonly ResourceReader[] {
  if (!template || !scenario) return [];
  return [...template.resources.values()]
    .filter(
      ({ type, condition }) =>
        types.includes(type) && (condition === undefined || scenario.conditions.get(condition) === true),
    )
    .map((resource) => readerOf(resource, scenario));
}
