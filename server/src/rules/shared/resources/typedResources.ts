import { exists } from '../../../network/template/networkOfTemplate.ts';
import { type ResourceReader, readerOf } from '../../../network/template/readResource.ts';
import type { Resource } from '../../../template/resource.ts';
import type { Check, CheckedFile, Report } from '../../defineRule.ts';
import { each } from '../../each.ts';
import { scenarioOf } from '../../engine/watchedFile.ts';

/** The resources of these types that exist in the scenario, for what the network's model does not keep. */
export function resourcesOfTypes(file: CheckedFile, types: readonly string[]): readonly ResourceReader[] {
  const { scenario } = file;
  return scenario ? existing(file, types).map((resource) => readerOf(resource, scenario)) : [];
}

function existing({ template, scenario }: CheckedFile, types: readonly string[]): readonly Resource[] {
  if (!template || !scenario) return [];
  return [...template.resources.values()].filter(
    (resource) => types.includes(resource.type) && exists(resource, scenario),
  );
}

/**
 * The check of a rule about what resources of some types say, one by one. None of a template whose text a macro changes,
 * nor, where `isWhole`, of one that is not wholly read: what is missing may be there after all.
 */
export function eachResource(
  types: readonly string[],
  check: (reader: ResourceReader, file: CheckedFile) => Iterable<Report>,
  { isWhole = false } = {},
): Check {
  return each(thingsOf(types, isWhole), (resource, file) =>
    check(readerOf(resource, scenarioOf(file)!), file),
  );
}

/** The same function for the same types. */
function thingsOf(types: readonly string[], isWhole: boolean): (file: CheckedFile) => readonly Resource[] {
  const key = [isWhole, ...types].join();
  const things =
    thingsMade.get(key) ??
    ((file) => (file.template?.hasMacros || (isWhole && file.isBroken) ? [] : existing(file, types)));
  thingsMade.set(key, things);
  return things;
}

const thingsMade = new Map<string, (file: CheckedFile) => readonly Resource[]>();
