import { evaluate } from '../../template/evaluation/evaluate.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import type { Value } from '../../template/evaluation/value.ts';
import type { Resource } from '../../template/resource.ts';
import { isTakenAnyway, updateBehaviorOf } from './updateBehavior.ts';
import { type Changed, changed, nestedValue } from './values.ts';

/** One version of a template in one scenario. */
export interface TemplateIn {
  readonly scenario: Scenario;
  readonly text: string;
}

/** A resource that CloudFormation replaces with a new one when it deploys the change. */
export interface Replacement {
  readonly id: string;
  readonly type: string;
  /** `perhaps` if the property's page or the deployment decides. */
  readonly certainty: Exclude<Changed, 'no'>;
  /** The properties that cause the replacement. */
  readonly reasons: readonly ReplacementReason[];
}

export interface ReplacementReason {
  /** The path of the property. */
  readonly property: string;
  /** The replaced resource that the property refers to; undefined if the property itself has changed. */
  readonly follows?: string;
  readonly certainty: Exclude<Changed, 'no'>;
  /**
   * Set if AWS's schema says that a change may replace the resource: pages say "Some interruptions" for such
   * properties.
   */
  readonly isConditional?: true;
}

/**
 * The resources that CloudFormation replaces: those with a change of a property that cannot be updated in place, and
 * those that refer to a replaced resource in such a property, since its physical id changes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function replacements(before: TemplateIn, after: TemplateIn): readonly Replacement[] {
  // A macro can rewrite any part.
  const mayBeWrittenAnew = [before, after].some(({ scenario }) => scenario.template.hasMacros);
  const kept = resourcesInBoth(before.scenario, after.scenario);
  const reasons = new Map<string, readonly ReplacementReason[]>();
  for (const resource of kept) reasons.set(resource.id, ownReasons(resource, before, after));
  const values = new Map(kept.map((one) => [one.id, evaluate(one.properties, after.scenario)]));
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const { id, type } of kept) {
      const known = reasons.get(id)!;
      const more = followingReasons(values.get(id)!, type, certaintyOf).filter(
        (one) => !known.some((other) => isSame(one, other) && !isSurer(one, other)),
      );
      if (more.length === 0) continue;
      isSettled = false;
      reasons.set(id, [...known.filter((one) => !more.some((other) => isSame(one, other))), ...more]);
    }
  }
  return kept.flatMap(({ id, type }) => {
    const certainty = certaintyOf(id);
    const all = reasons.get(id)!;
    if (certainty === 'no') return [];
    if (mayBeWrittenAnew) {
      const vague = all.map((one) => ({ ...one, certainty: 'perhaps' as const }));
      return [{ id, type, certainty: 'perhaps' as const, reasons: vague }];
    }
    return [{ id, type, certainty, reasons: all.filter((one) => one.certainty === certainty) }];
  });

  function certaintyOf(id: string): Changed {
    const all = reasons.get(id) ?? [];
    return all.some(({ certainty }) => certainty === 'yes') ? 'yes' : all.length > 0 ? 'perhaps' : 'no';
  }
}

/** The resources that exist in a scenario. */
export function presentResources({ template, conditions }: Scenario): readonly Resource[] {
  return [...template.resources.values()].filter(
    ({ condition }) => condition === undefined || conditions.get(condition) !== false,
  );
}

/**
 * The resources of both versions. If the type has changed under the same name, nothing is reported, since AWS refuses
 * the update.
 */
export function resourcesInBoth(before: Scenario, after: Scenario): readonly Resource[] {
  const old = new Map(presentResources(before).map((one) => [one.id, one]));
  return presentResources(after).filter(({ id, type }) => old.get(id)?.type === type);
}

function ownReasons({ id, type, properties }: Resource, before: TemplateIn, after: TemplateIn) {
  const { replaces, mayReplace } = updateBehaviorOf(type);
  if (replaces.length + mayReplace.length === 0) return [];
  const old = evaluate(before.scenario.template.resources.get(id)?.properties, before.scenario);
  const now = evaluate(properties, after.scenario);
  const changeOf = (path: string): Changed => {
    const [one, other] = [nestedValue(old, path), nestedValue(now, path)];
    const is = changed({ value: one, text: before.text }, { value: other, text: after.text });
    const written = one.kind === 'absent' ? other : other.kind === 'absent' ? one : undefined;
    const isDefault = written?.kind === 'known' && isTakenAnyway(type, path, written.text);
    return is === 'yes' && isDefault ? 'perhaps' : is;
  };
  const reasons = (paths: readonly string[], most: Changed): readonly ReplacementReason[] =>
    paths.flatMap((property) => {
      const is = changeOf(property);
      const certainty = is === 'yes' && most === 'yes' ? 'yes' : 'perhaps';
      return is === 'no' ? [] : [{ property, certainty, ...(most === 'perhaps' && { isConditional: true }) }];
    });
  return [...reasons(replaces, 'yes'), ...reasons(mayReplace, 'perhaps')];
}

function followingReasons(
  properties: Value,
  type: string,
  certaintyOf: (id: string) => Changed,
): readonly ReplacementReason[] {
  const { replaces, mayReplace } = updateBehaviorOf(type);
  const reasons = (paths: readonly string[], most: Changed): readonly ReplacementReason[] =>
    paths.flatMap((property) =>
      namedIn(nestedValue(properties, property)).flatMap(({ id, isPlain }) => {
        const of = certaintyOf(id);
        if (of === 'no') return [];
        const isCertain = of === 'yes' && isPlain && most === 'yes';
        return [{ property, follows: id, certainty: isCertain ? 'yes' : 'perhaps' } as const];
      }),
    );
  return [...reasons(replaces, 'yes'), ...reasons(mayReplace, 'perhaps')];
}

/**
 * The resources that a value refers to: by `Ref` or an attribute with their id, or by another attribute or in a text.
 */
function namedIn(value: Value): readonly { readonly id: string; readonly isPlain: boolean }[] {
  switch (value.kind) {
    case 'reference':
      return [{ id: value.resource, isPlain: value.attribute === undefined || value.attribute === 'Arn' }];
    case 'list':
      return value.items.flatMap(namedIn);
    case 'fields':
      return [...value.fields.values()].flatMap(namedIn);
    case 'unknown':
      return [...(value.partial ?? '').matchAll(/\$\{(\w+)/g)].map(([, id]) => ({ id: id!, isPlain: false }));
    default:
      return [];
  }
}

function isSame(one: ReplacementReason, other: ReplacementReason): boolean {
  return one.property === other.property && one.follows === other.follows;
}

function isSurer(one: ReplacementReason, other: ReplacementReason): boolean {
  return one.certainty === 'yes' && other.certainty === 'perhaps';
}
