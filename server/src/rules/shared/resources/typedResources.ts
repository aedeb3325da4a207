import { memoized } from '../../../memo.ts';
import { addTo } from '../../../multimap.ts';
import { type ResourceReader, readerOf } from '../../../network/template/readResource.ts';
import { haveSameItems, inputOf } from '../../../template/evaluation/inputs.ts';
import { isCreated, resourceNamed } from '../../../template/evaluation/reads.ts';
import type { Scenario } from '../../../template/evaluation/scenario.ts';
import type { Resource } from '../../../template/resource.ts';
import type { Template } from '../../../template/template.ts';
import type { Check, CheckedFile, Report } from '../../defineRule.ts';
import { each } from '../../each.ts';
import { restingOnReads, type ThingsIn } from '../../engine/keptByThing.ts';
import { scenarioOf } from '../../engine/watchedFile.ts';

/** The resources of these types that exist in the scenario, for properties that the model does not contain. */
export function resourcesOfTypes(file: CheckedFile, types: readonly string[]): readonly ResourceReader[] {
  const scenario = scenarioOf(file);
  return scenario ? ofTypes(scenario, types.join(' ')).map((resource) => readerOf(resource, scenario)) : [];
}

/**
 * The resource with this id, if it is of one of these types and exists in the scenario. The reports of a rule that
 * reads it do not depend on any other resource.
 */
export function resourceOfTypes(
  file: CheckedFile,
  id: string,
  types: readonly string[],
): ResourceReader | undefined {
  const scenario = scenarioOf(file);
  const resource = scenario && resourceNamed(scenario, id);
  return resource && types.includes(resource.type) && isCreated(resource, scenario)
    ? readerOf(resource, scenario)
    : undefined;
}

/** A rule that reads this runs again if such a resource is added or changed. */
const ofTypes = inputOf('resources of', (scenario, types) => existing(scenario, types.split(' ')), {
  scope: 'reads',
  isSame: haveSameItems,
});

function existing(scenario: Scenario, types: readonly string[]): readonly Resource[] {
  const all = ofTypesIn(scenario.template, types);
  const isThere = (resource: Resource) => isCreated(resource, scenario);
  // Scenarios in which all of them exist have the same list.
  return all.every(isThere) ? all : all.filter(isThere);
}

/** The resources of these types in the order of the text, once for all scenarios. */
function ofTypesIn(template: Template, types: readonly string[]): readonly Resource[] {
  const byType = resourcesByType(template);
  const [first, ...others] = types.filter((type) => byType.has(type));
  if (first === undefined) return NONE;
  if (others.length === 0) return byType.get(first)!;
  const lists = listsMade(template);
  const key = types.join();
  const list = lists.get(key) ?? [...template.resources.values()].filter(({ type }) => types.includes(type));
  lists.set(key, list);
  return list;
}

const NONE: readonly Resource[] = [];

const listsMade = memoized((_: Template) => new Map<string, readonly Resource[]>());

const resourcesByType = memoized(({ resources }: Template): ReadonlyMap<string, readonly Resource[]> => {
  const byType = new Map<string, Resource[]>();
  for (const resource of resources.values()) {
    addTo(byType, resource.type, resource);
  }
  return byType;
});

/**
 * The check of a rule about resources of some types, one by one. It finds nothing in a template with a macro nor, with
 * `isWhole`, in a broken one, since something missing may be there after all.
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

/** Memoized by types, so that the rules share the lists. */
function thingsOf(types: readonly string[], isWhole: boolean): ThingsIn<Resource> {
  const key = [isWhole, ...types].join();
  const things =
    listCache.get(key) ??
    restingOnReads<Resource>(({ template, scenario, isBroken }) =>
      !scenario || template?.hasMacros || (isWhole && isBroken) ? [] : existing(scenario, types),
    );
  listCache.set(key, things);
  return things;
}

const listCache = new Map<string, ThingsIn<Resource>>();
