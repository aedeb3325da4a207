import { entriesOf, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import type { Template } from '../template.ts';
import { argumentsOf, type Call, callOf } from './intrinsic.ts';

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

/** Functions that can be given something wrong, and aliases, behind which they may stand. */
const WORTH_A_LOOK =
  /(?:!|Fn::)(?:Select|Cidr|FindInMap|Join|Split|If|And|Or|Not|Equals|Sub["']?:?\s*[[-])|\*[A-Za-z]/;

/**
 * The calls in outputs, conditions and the properties of resources, except where none of `WORTH_A_LOOK` stands. Left
 * out is what a macro may change before AWS carries it out: a resource with `Fn::Transform` in it, and everything where
 * the template has macros. `text` is what the template was read from.
 */
export function callsIn(template: Template, text: string): readonly PlacedCall[] {
  let calls = callsByTemplate.get(template);
  if (!calls) {
    calls = template.hasMacros ? [] : collect(template, text);
    callsByTemplate.set(template, calls);
  }
  return calls;
}

/** Every scenario of a template asks for the same. */
const callsByTemplate = new WeakMap<Template, readonly PlacedCall[]>();

function collect({ resources, outputs, conditions }: Template, text: string): PlacedCall[] {
  const placed: PlacedCall[] = [];
  const seen = new Set<Node>();
  // Looking through the text costs a fraction of a walk over all nodes.
  const add = (node: Node | undefined, condition: string | undefined, resource?: string): void => {
    if (!node || !WORTH_A_LOOK.test(text.slice(node.start, node.end))) return;
    const guards = condition === undefined ? [] : [{ condition, holds: true }];
    const calls: PlacedCall[] = [];
    const isPlain = visit(node, { guards, ...(resource !== undefined && { resource }) }, calls, seen);
    if (isPlain) placed.push(...calls);
  };
  for (const { id, properties, condition } of resources.values()) add(properties, condition, id);
  for (const { value } of outputs) {
    const condition = valueAt(value, 'Condition');
    add(valueAt(value, 'Value'), condition?.kind === 'scalar' ? condition.text : undefined);
  }
  for (const node of conditions.values()) add(node, undefined);
  return placed;
}

type CallSite = Pick<PlacedCall, 'guards' | 'resource'>;

/** False where a macro has a hand in it. A node that several aliases stand for is looked at in the first place only. */
function visit(node: Node | undefined, place: CallSite, calls: PlacedCall[], seen: Set<Node>): boolean {
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
