import { dependsOn } from '../../changes/dependsOn.ts';
import { existsWherever } from '../../changes/resources.ts';
import type { Span } from '../../syntax/span.ts';
import {
  areSameDependencies,
  createdAfter,
  type DependencyGraph,
  dependenciesIn,
  surelyAfter,
} from '../../template/dependencies.ts';
import { listed } from '../../wording/listed.ts';
import type { CheckedFile, Fix, Report } from '../defineRule.ts';
import { derived } from '../engine/watchedFile.ts';

/** A resource with the span of its name. */
export interface Named {
  readonly id: string;
  readonly at: Span;
}

/** The order in which CloudFormation creates the resources of a template. */
export const dependencies = derived(
  'dependencies',
  ({ tree, scenario }): DependencyGraph =>
    scenario ? dependenciesIn(tree, scenario) : { of: new Map(), open: new Set() },
  { isSame: areSameDependencies },
);

/**
 * The resources that certainly do not depend on any of `all`, although they need one. Empty if the file has macros,
 * which may change the order.
 */
export function notAfter<T extends Named>(
  users: readonly T[],
  all: readonly Named[],
  file: CheckedFile,
): readonly T[] {
  const { template } = file;
  if (!template || template.hasMacros || users.length === 0) return [];
  const graph = dependencies(file);
  const after = all.map(({ id }) => createdAfter(id, graph));
  return users.filter(({ id }) => template.resources.has(id) && !after.some((ids) => ids.has(id)));
}

/** One finding for all resources that need the same resource and do not depend on it: one cause, one finding. */
export function unordered(
  users: readonly Named[],
  first: Named,
  { message, related }: { readonly message: string; readonly related: string },
  file: CheckedFile,
): Report {
  const [user, ...others] = users;
  return {
    at: user!.at,
    resource: user!.id,
    message,
    related: [
      { at: first.at, message: related },
      ...others.map(({ id, at }) => ({ at, message: `${id} does not depend on it either` })),
    ],
    fixes: waitFor(
      users.map(({ id }) => id),
      [first.id],
      file,
    ),
  };
}

/** "A does not depend", "A and B do not depend". */
export function doNotDepend(users: readonly Named[]): string {
  return `${listed(
    users.map(({ id }) => id),
    3,
  )} ${users.length === 1 ? 'does' : 'do'} not depend`;
}

/**
 * Adds dependencies to the resources; empty if that would be a circular dependency, or if one of the resources is
 * conditional.
 */
export function waitFor(ids: readonly string[], on: readonly string[], file: CheckedFile): readonly Fix[] {
  const { tree, scenarios } = file;
  const isCircle = (scenarios?.all ?? []).some((scenario) => {
    const graph = dependenciesIn(tree, scenario);
    return ids.some((id) => {
      const after = surelyAfter(id, graph);
      return on.some((name) => after.has(name));
    });
  });
  if (isCircle || !ids.every((id) => on.every((name) => existsWherever(file, name, id)))) return [];
  const edits = ids.map((id) => dependsOn(id, on, file));
  if (edits.some((ofOne) => ofOne.length === 0)) return [];
  const title = `Make ${listed([...ids], 3)} depend on ${listed([...on], 3)}`;
  return [{ title, preferred: true, edits: edits.flat() }];
}
