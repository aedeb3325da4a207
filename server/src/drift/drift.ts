import type { Analysis } from '../analysis.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { overlayOnInventory } from '../network/analysis/overlay.ts';
import { networkOfInventory } from '../network/inventory/networkOfInventory.ts';
import type { Network, Route } from '../network/model.ts';
import { networkOfTemplate } from '../network/template/networkOfTemplate.ts';
import { type InScenarios, inScenarios } from '../networkDiff/inScenarios.ts';
import { reachDifferences } from '../networkDiff/reachability/differences.ts';
import { keyOfDifference, type ReachGroup, reachGroups } from '../networkDiff/reachability/reachGroups.ts';
import type { Span } from '../syntax/span.ts';
import type { Scenario } from '../template/evaluation/scenario.ts';
import { compareAcls } from './compare/acls.ts';
import { type Comparison, type Difference, differs, type ModelEdit } from './compare/difference.ts';
import { compareGroups } from './compare/groups.ts';
import { compareObjects } from './compare/objects.ts';
import { comparePresence, missingOf } from './compare/presence.ts';
import { compareRoutes } from './compare/routes.ts';
import { besides, inNames } from './deployed/inNames.ts';
import { matchesOf } from './deployed/matches.ts';
import { type DeployedStack, stackOfTemplate } from './deployed/stack.ts';

/** The differences between a template and the networks of an inventory. */
export interface Drift {
  /** The name of the stack; undefined where no tag names one and what exists was found by its properties. */
  readonly stack: string | undefined;
  readonly differences: readonly InScenarios<Difference>[];
  /** `before` is what the template states, `after` what AWS has. */
  readonly reach: readonly ReachGroup[];
  /** AWS's ids of what was found, by logical ids. */
  readonly found: ReadonlyMap<string, string>;
  /** Resources that were not compared: they may differ. */
  readonly notCompared: readonly NotCompared[];
}

export interface NotCompared {
  readonly resource: string;
  readonly why: string;
  readonly at: Span;
}

/**
 * Compares a template with its stack in an inventory. A value that the inventory omits, or that the template leaves to
 * the deployment, is no difference. Of a template with conditions, the scenarios that fit the existing network best are
 * compared.
 */
export function driftOf(
  { content }: Analysis,
  inventory: Inventory,
  wanted: string | undefined,
): Drift | { readonly problem: string } {
  if (content.kind !== 'template') return { problem: 'is not a CloudFormation template' };
  const stack = stackOfTemplate(content.template, inventory, wanted);
  if (stack && 'problem' in stack) return stack;
  const compared = content.scenarios.all.map((scenario) => compareScenario(scenario, inventory, stack));
  if (compared.every(({ found }) => found.size === 0))
    return { problem: 'Nothing in the inventory is surely a resource of the template.' };
  const fewest = Math.min(...compared.map(({ differences }) => differences.length));
  const best = compared.filter(({ differences }) => differences.length === fewest);
  const pairs = best.map((one) => ({ before: one, after: one }));
  const reach = inScenarios(
    pairs,
    ({ before }) => reachDifferences(before.template, before.deployed),
    keyOfDifference,
  );
  return {
    stack: stack?.name,
    differences: inScenarios(pairs, ({ before }) => before.differences, JSON.stringify),
    reach: reachGroups(reach),
    found: new Map(best.flatMap(({ found }) => [...found])),
    notCompared: inScenarios(pairs, ({ before }) => before.notCompared, JSON.stringify),
  };
}

interface Compared {
  readonly scenario: Scenario;
  readonly differences: readonly Difference[];
  readonly notCompared: readonly NotCompared[];
  readonly found: ReadonlyMap<string, string>;
  /** The network by the template, and as it is in AWS. */
  readonly template: Network;
  readonly deployed: Network;
}

function compareScenario(
  scenario: Scenario,
  inventory: Inventory,
  stack: DeployedStack | undefined,
): Compared {
  const own = networkOfTemplate(scenario);
  const described = networkOfInventory(inventory);
  const matches = matchesOf(own, described, inventory, stack);
  const existing = inNames(described, matches.logicalIds);
  const comparison: Comparison = { own, existing, matches, differences: [], edits: [] };
  compareObjects(comparison);
  compareRoutes(comparison, learnedRoutes(inventory, matches.awsIds));
  compareAcls(comparison, (id) => inventory.parts.NetworkAcls.entries.get(id)?.IsDefault);
  compareGroups(comparison);
  comparePresence(comparison, inventory, stack);
  const { missing, notFound } = missingOf(comparison, inventory, stack);
  for (const { object, noun } of missing)
    differs(comparison, {
      resource: object.id,
      change: 'only-template',
      what: noun,
      template: object.id,
      aws: null,
      at: object.at,
    });
  return {
    scenario,
    differences: comparison.differences,
    notCompared: notFound.map(({ object, why }) => ({ resource: object.id, why, at: object.at })),
    found: matches.awsIds,
    template: overlayOnInventory(own, besides(existing, own, 'outside')),
    deployed: overlayOnInventory(edited(own, comparison.edits), besides(existing, own, 'everything')),
  };
}

/** Routes that a table has learned from a virtual private gateway are written nowhere. */
function learnedRoutes(inventory: Inventory, awsIds: ReadonlyMap<string, string>) {
  return (table: string, { destination }: Route): boolean => {
    if (destination.kind !== 'cidr' || destination.cidr.kind !== 'known') return false;
    const routes = inventory.parts.RouteTables.entries.get(awsIds.get(table) ?? '')?.Routes ?? [];
    const { at } = destination.cidr;
    return routes.some(
      (route) => route.Origin === 'EnableVgwRoutePropagation' && route.at.start === at.start,
    );
  };
}

function edited(own: Network, edits: readonly ModelEdit[]): Network {
  const parts = new Map<ModelEdit['part'], unknown>();
  for (const { part, was, is } of edits) {
    const content = parts.get(part) ?? own[part];
    if (content instanceof Map) {
      const { id } = is as { readonly id: string };
      parts.set(part, new Map([...content, [id, is]]));
    } else {
      const kept = (content as readonly object[]).filter((one) => one !== was);
      parts.set(part, is ? [...kept, is] : kept);
    }
  }
  return { ...own, ...Object.fromEntries(parts) };
}
