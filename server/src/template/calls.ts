import { entriesOf, type Node, resolved, type Scalar, valueAt } from '../syntax/tree.ts';
import { argumentsOf, type Call, callOf } from './intrinsic.ts';
import type { Template } from './template.ts';

/** A call of a function, and where AWS carries it out. */
export interface PlacedCall {
  readonly call: Call;
  readonly node: Node;
  /** The key of a long form. */
  readonly key?: Scalar;
  /** The logical id of the resource that it belongs to; undefined in outputs and conditions. */
  readonly resource?: string;
  /** The conditions that have to come out so for the call to be carried out at all. */
  readonly guards: readonly Guard[];
}

export interface Guard {
  readonly condition: string;
  readonly holds: boolean;
}

/**
 * The calls in the properties of resources, in outputs and in conditions. Left out is what a macro may change before
 * AWS carries it out: a resource with `Fn::Transform` in it, and everything where the template has macros.
 */
export function callsIn(template: Template): readonly PlacedCall[] {
  let calls = known.get(template);
  if (!calls) {
    calls = template.hasMacros ? [] : [...collect(template)];
    known.set(template, calls);
  }
  return calls;
}

/** Every scenario of a template asks for the same. */
const known = new WeakMap<Template, readonly PlacedCall[]>();

function* collect(template: Template): Iterable<PlacedCall> {
  const seen = new Set<Node>();
  for (const { id, properties, condition } of template.resources.values()) {
    if (!properties) continue;
    const calls: PlacedCall[] = [];
    const guards = condition === undefined ? [] : [{ condition, holds: true }];
    if (visit(properties, { guards, resource: id }, calls, seen)) yield* calls;
  }
  for (const { value } of template.outputs) {
    const condition = valueAt(value, 'Condition');
    const guards = condition?.kind === 'scalar' ? [{ condition: condition.text, holds: true }] : [];
    const calls: PlacedCall[] = [];
    if (visit(valueAt(value, 'Value'), { guards }, calls, seen)) yield* calls;
  }
  for (const node of template.conditions.values()) {
    const calls: PlacedCall[] = [];
    if (visit(node, { guards: [] }, calls, seen)) yield* calls;
  }
}

type Place = Pick<PlacedCall, 'guards' | 'resource'>;

/** False where a macro has a hand in it. A node that several aliases stand for is looked at in the first place only. */
function visit(node: Node | undefined, place: Place, calls: PlacedCall[], seen: Set<Node>): boolean {
  const target = resolved(node);
  if (!target || target.kind === 'alias' || seen.has(target)) return true;
  seen.add(target);
  const call = target.kind !== 'scalar' || target.tag !== undefined ? callOf(target) : undefined;
  if (call?.name === 'Fn::Transform') return false;
  if (call) {
    const key = !call.isShort && target.kind === 'mapping' ? target.entries[0]?.key : undefined;
    calls.push({ ...place, call, node: target, ...(key && { key }) });
  }
  if (call?.name === 'Fn::If') {
    const [name, ...branches] = argumentsOf(call);
    const condition = resolved(name);
    if (condition?.kind !== 'scalar') return true;
    return branches.every((branch, i) => {
      const guards = [...place.guards, { condition: condition.text, holds: i === 0 }];
      return visit(branch, { ...place, guards }, calls, seen);
    });
  }
  if (target.kind === 'sequence') return target.items.every((item) => visit(item, place, calls, seen));
  if (target.kind === 'mapping') {
    return entriesOf(target).every(
      ({ key, value }) => key.text !== 'Fn::Transform' && visit(value, place, calls, seen),
    );
  }
  return true;
}
